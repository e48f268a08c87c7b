"""Rules across files: each is a small function that yields problems, all of them listed in ``CHECKS``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from generator.model.definitions import Definitions
from generator.model.schedules import Schedules
from generator.reading.agreed import (
    consents_follow_each_other,
    own_rules_are_sound,
    plans_refer_to_tasks,
    spans_run_forwards,
    what_was_agreed_exists,
)
from generator.reading.agreement import intervals_agree, own_texts_agree
from generator.reading.appointments import (
    agreed_days_lie_ahead,
    appointments_fit,
    moves_stay_before_the_next_cycle,
)
from generator.reading.attendance import whoever_worked_was_there
from generator.reading.brand import brand_can_be_read, logo_can_be_shown
from generator.reading.calendars import calendars_are_plausible
from generator.reading.citations import statements_cite_sources
from generator.reading.contacts import contacts_are_its_own, contacts_are_real
from generator.reading.coverage import handbook_is_covered
from generator.reading.decisions import decisions_come_to_an_end
from generator.reading.defined import Kept
from generator.reading.filledin import marked_is_filled_in
from generator.reading.fulldays import agreed_days_hold_their_work, the_way_fits_into_a_day
from generator.reading.history import history_is_known, voids_take_something_back
from generator.reading.incidents import incidents_are_complete, incidents_name_what_is, incidents_run_forwards
from generator.reading.lines import line_icons_are_real, lines_are_known
from generator.reading.links import (
    entries_refer_to_definitions,
    former_ids_are_free,
    links_lead_somewhere,
    searched_pages_exist,
    short_addresses_are_free,
    tags_are_known_and_used,
)
from generator.reading.materials import materials_are_told_apart
from generator.reading.measurements import measurements_are_declared
from generator.reading.milestones import (
    assets_have_what_rules_need,
    milestones_are_plausible,
    rules_fall_due_some_day,
)
from generator.reading.orders import orders_can_be_carried_out
from generator.reading.pasted import no_quotes_of_print, nothing_unseen_was_pasted
from generator.reading.personal import folded_texts, names_are_no_common_words, public_text_holds_no_personal_data
from generator.reading.photographs import photographs_can_be_shown
from generator.reading.plates import plates_point_at_something
from generator.reading.prices import prices_are_known, prices_are_told_apart
from generator.reading.promised import (
    promised_figures_are_in_their_items,
    promised_intervals_are_in_their_items,
    promises_can_apply,
)
from generator.reading.readings import readings_can_be_taken
from generator.reading.records import records_are_complete
from generator.reading.references import (
    addresses_and_icons_are_real,
    company_refers_to_seasons,
    definitions_refer_to_products,
    pictures_can_be_drawn,
    tasks_use_the_vocabulary,
    the_clock_is_known,
)
from generator.reading.renames import former_ids_are_sound
from generator.reading.rules import rules_are_sound, tasks_are_reachable
from generator.reading.samepeople import customers_are_there_once
from generator.reading.served import (
    customers_refer_to_definitions,
    technicians_use_the_vocabulary,
)
from generator.reading.soundness import note_sound, to_be_looked_at, without_sound
from generator.reading.tasklinks import tasks_lead_to_tasks
from generator.reading.telephones import telephones_can_be_called
from generator.reading.times import daylight_is_let_in, hours_are_sound, tasks_go_together
from generator.reading.told import (
    english_is_no_chinese,
    public_texts_are_in_every_language,
    words_are_the_preferred_ones,
)
from generator.reading.workcalendars import calendars_exist
from generator.text.collector import resting_collector
from generator.text.problems import Problem, Problems

Check = Callable[[Definitions], Problems]
ServedCheck = Callable[[Definitions, Schedules], Problems]


@resting_collector()
def check(definitions: Definitions, schedules: Schedules, kept: Kept | None = None) -> list[Problem]:
    """Every problem that shows only when files are seen together; what has to be reckoned, where all is sound.

    Definitions of which is ``kept`` what was found in them are not looked through again.
    """

    def look() -> list[Problem]:
        return [problem for rule in CHECKS for problem in rule(definitions)]

    def of_some(some: Schedules) -> Iterator[Problem]:
        for rule in (*SERVED_CHECKS, *(RECKONED_CHECKS if may_be_reckoned() else ())):
            if rule not in _OF_ALL and rule not in _OF_TEXTS:
                yield from rule(definitions, some)

    def may_be_reckoned() -> bool:
        unread = {kind for kind, _ in definitions.broken | schedules.broken}
        return not unread & _RECKONED_FROM and not any(problem.level == "error" for problem in problems)

    problems = [*(look() if kept is None else kept.found(look))]
    looked = to_be_looked_at(definitions, schedules, kept)
    left = without_sound(looked, of_some)

    def served(rules: Iterable[ServedCheck]) -> Iterator[Problem]:
        for rule in rules:
            some = left.recorded if rule in _OF_RECORDS else looked.few if rule in _OF_TEXTS else left.few
            yield from rule(definitions, schedules if rule in _OF_ALL else some)

    problems += served(SERVED_CHECKS)
    texts = partial(folded_texts, definitions)
    folded = texts() if kept is None else kept.folded(texts)
    problems += names_are_no_common_words(definitions, looked.few, folded)
    if may_be_reckoned():
        problems += served(RECKONED_CHECKS)
    if kept is not None:
        note_sound(schedules, looked, problems, kept)
    return problems


HANDBOOK_CHECKS: tuple[Check, ...] = (
    links_lead_somewhere,
    entries_refer_to_definitions,
    decisions_come_to_an_end,
    tags_are_known_and_used,
    searched_pages_exist,
    former_ids_are_free,
    short_addresses_are_free,
    public_texts_are_in_every_language,
    english_is_no_chinese,
    words_are_the_preferred_ones,
    intervals_agree,
    own_texts_agree,
    handbook_is_covered,
)

CHECKS: tuple[Check, ...] = (
    company_refers_to_seasons,
    brand_can_be_read,
    logo_can_be_shown,
    contacts_are_real,
    contacts_are_its_own,
    addresses_and_icons_are_real,
    the_clock_is_known,
    lines_are_known,
    line_icons_are_real,
    pictures_can_be_drawn,
    photographs_can_be_shown,
    calendars_exist,
    calendars_are_plausible,
    definitions_refer_to_products,
    tasks_use_the_vocabulary,
    statements_cite_sources,
    public_text_holds_no_personal_data,
    rules_are_sound,
    tasks_go_together,
    tasks_lead_to_tasks,
    orders_can_be_carried_out,
    plates_point_at_something,
    readings_can_be_taken,
    promised_figures_are_in_their_items,
    promised_intervals_are_in_their_items,
    promises_can_apply,
    plans_refer_to_tasks,
    materials_are_told_apart,
    prices_are_told_apart,
    prices_are_known,
    *HANDBOOK_CHECKS,
)

# These look at records, and only ask whether somebody is there.
_RECORD_CHECKS: tuple[ServedCheck, ...] = (
    records_are_complete,
    measurements_are_declared,
    history_is_known,
    whoever_worked_was_there,
    incidents_are_complete,
    incidents_name_what_is,
    incidents_run_forwards,
    voids_take_something_back,
    agreed_days_lie_ahead,
    appointments_fit,
    agreed_days_hold_their_work,
)

SERVED_CHECKS: tuple[ServedCheck, ...] = (
    tasks_are_reachable,
    customers_refer_to_definitions,
    customers_are_there_once,
    telephones_can_be_called,
    technicians_use_the_vocabulary,
    what_was_agreed_exists,
    own_rules_are_sound,
    spans_run_forwards,
    hours_are_sound,
    daylight_is_let_in,
    consents_follow_each_other,
    assets_have_what_rules_need,
    milestones_are_plausible,
    rules_fall_due_some_day,
    former_ids_are_sound,
    *_RECORD_CHECKS,
    the_way_fits_into_a_day,
    nothing_unseen_was_pasted,
    no_quotes_of_print,
    marked_is_filled_in,
)

# Where one of these could not be read, nothing is reckoned.
_RECKONED_FROM = {"company", "seasons", "year", "product", "task", "customer", "technician", "records"}
RECKONED_CHECKS: tuple[ServedCheck, ...] = (moves_stay_before_the_next_cycle,)

# These compare customers with one another.
_OF_ALL = {customers_are_there_once, former_ids_are_sound}
_OF_RECORDS = {*_RECORD_CHECKS, *RECKONED_CHECKS}
# These look at files as they are written.
_OF_TEXTS = {nothing_unseen_was_pasted, no_quotes_of_print, marked_is_filled_in}
