"""Checks that questions lead somewhere: every answer to an end, no question twice, none for ever."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.model.decisions import Answer, Question
from generator.model.definitions import Definitions
from generator.model.handbook import Fault, Guide
from generator.text.positions import Keys
from generator.text.problems import Problem, Problems, alike


def decisions_come_to_an_end(definitions: Definitions) -> Problems:
    """Each answer leads to exactly one of a question, an action or a call; no way goes in a circle or is never taken."""
    for kind, entries in definitions.entries.items():
        for id_, entry in entries.items():
            if isinstance(entry, Fault | Guide):
                file = definitions.places[kind, id_].file
                for code, keys, params in _amiss(entry.decide):
                    yield Problem(code=code, file=file, keys=("decide", *keys), params=params)


def _amiss(questions: Sequence[Question]) -> Iterator[tuple[str, Keys, Mapping[str, object]]]:
    if not questions:
        return
    index = {question.id: number for number, question in reversed(list(enumerate(questions)))}
    for number, question in enumerate(questions):
        if index[question.id] != number:
            yield "question_twice", (number, "id"), {"found": question.id}
        for at, answer in enumerate(question.answers):
            yield from _ending(answer, (number, "answers", at), tuple(index))
    reached = _reached(questions, index)
    circle = _circle(questions, index)
    for number, question in enumerate(questions):
        if number not in reached and index[question.id] == number:
            yield "question_unreached", (number, "id"), {"found": question.id}
    if circle is not None:
        number, at, way = circle
        yield "question_circle", (number, "answers", at, "go"), {"way": way}


def _ending(answer: Answer, keys: Keys, known: Sequence[str]) -> Iterator[tuple[str, Keys, Mapping[str, object]]]:
    ends = [name for name in ("go", "do", "call") if getattr(answer, name) is not None]
    if len(ends) != 1:
        yield ("answer_open" if not ends else "answer_twice"), keys, {"found": ends}
    if answer.go is not None and answer.go not in known:
        params = {"found": answer.go, "nearest": alike(answer.go, known)}
        yield "unknown_question", (*keys, "go"), params


def _reached(questions: Sequence[Question], index: Mapping[str, int]) -> set[int]:
    reached, ahead = set(), [0]
    while ahead:
        number = ahead.pop()
        if number not in reached:
            reached.add(number)
            ahead += [index[go] for answer in questions[number].answers if (go := answer.go or "") in index]
    return reached


def _circle(questions: Sequence[Question], index: Mapping[str, int]) -> tuple[int, int, str] | None:
    """The first answer that leads back to a question on its own way: where it stands, and that way in words."""
    done: set[int] = set()

    def visit(number: int, way: tuple[int, ...]) -> tuple[int, int, str] | None:
        for at, answer in enumerate(questions[number].answers):
            following = index.get(answer.go or "")
            if following is None or following in done:
                continue
            if following in way:
                round_ = (*way[way.index(following) :], following)
                return number, at, " → ".join(questions[step].id for step in round_)
            if (circle := visit(following, (*way, following))) is not None:
                return circle
        done.add(number)
        return None

    return next((circle for start in range(len(questions)) if (circle := visit(start, (start,))) is not None), None)
