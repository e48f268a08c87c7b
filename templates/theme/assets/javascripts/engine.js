// A reader's own dates, reckoned where they stay the reader's: rules as data and the reader's dates in, due dates out. Nothing
// here knows the page, the clock or the network. The arithmetic is that of generator/dates/intervals.py,
// generator/dates/workdays.py, generator/due/duedates.py and generator/due/occurrences.py, without records; a test holds the
// two to each other.
globalThis.careEngine = (() => {
  "use strict"

  // ------------------------------------------------------------------ days: whole numbers, 1 is 2 January 1970

  const MILLISECONDS = 86400000

  const dayOf = (year, month, day) => new Date(0).setUTCFullYear(year, month - 1, day) / MILLISECONDS

  const partsOf = day => {
    const moment = new Date(day * MILLISECONDS)
    return { year: moment.getUTCFullYear(), month: moment.getUTCMonth() + 1, day: moment.getUTCDate() }
  }

  const EARLIEST = dayOf(1, 1, 1)
  const LATEST = dayOf(9999, 12, 31)
  const LAST_YEAR = 9900
  const isDay = day => EARLIEST <= day && day <= LATEST // not where a sum left what Date can hold

  // The day of "2026-03-15"; null for what is no date.
  const read = text => {
    const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text || "")
    if (!found) return null
    const day = dayOf(Number(found[1]), Number(found[2]), Number(found[3]))
    return written(day) === text ? day : null
  }

  const written = day => {
    const { year, month, day: number } = partsOf(day)
    return [String(year).padStart(4, "0"), String(month).padStart(2, "0"), String(number).padStart(2, "0")].join("-")
  }

  const weekday = day => (((day + 4) % 7) + 7) % 7 // 0 is Sunday

  // ------------------------------------------------------------------ intervals: [months, days], or [months, days, working days]

  const NOTHING = [0, 0]
  const isSome = interval => interval !== null && interval.some(amount => amount !== 0)
  const times = (interval, n) => interval.map(amount => amount * n)
  const sum = (one, other) => [one[0] + other[0], one[1] + other[1], (one[2] || 0) + (other[2] || 0)]
  const isWholeYears = interval => interval[0] > 0 && interval[0] % 12 === 0 && interval[1] === 0 && !interval[2]

  // Months first, then days. Where the month lacks the day, `invalid` decides; null where there is no such date.
  const add = (start, [months, days], invalid = "backward") => {
    let result = start
    if (months) {
      const { year, month, day } = partsOf(start)
      let index = year * 12 + month - 1 + months
      const last = partsOf(dayOf(Math.floor(index / 12), (((index % 12) + 12) % 12) + 2, 0)).day
      let number = day
      if (day > last) {
        if (invalid === "omit") return null
        if (invalid === "forward") index += 1
        number = invalid === "forward" ? 1 : last
      }
      result = dayOf(Math.floor(index / 12), (((index % 12) + 12) % 12) + 1, number)
      if (!isDay(result)) return null
    }
    return isDay(result + days) ? result + days : null
  }

  const orElse = (day, otherwise) => (day === null ? otherwise : day)
  const back = (day, interval) => orElse(add(day, times(interval, -1)), day)
  const forth = (day, interval) => orElse(add(day, interval), day)

  // ------------------------------------------------------------------ working days

  const workCalendar = ({ official, off, make_up: makeUp, weekend }) => {
    const blocks = off.map(([first, last]) => [read(first), read(last)])
    const worked = new Set(makeUp.map(read))
    const isWorkday = day => {
      if (worked.has(day)) return true
      return !weekend.includes(weekday(day)) && !blocks.some(([first, last]) => first <= day && day <= last)
    }
    const walk = (day, step) => {
      while (!isWorkday(day)) day += step
      return day
    }
    const following = day => walk(day, 1)
    const preceding = day => walk(day, -1)
    const adjust = (day, policy) => {
      if (policy === "none") return day
      const forward = policy === "following" || policy === "modified_following"
      const moved = forward ? following(day) : preceding(day)
      if (policy.startsWith("modified") && partsOf(moved).month !== partsOf(day).month) {
        return forward ? preceding(day) : following(day)
      }
      return moved
    }
    const byYear = new Map()
    const workedIn = year => {
      if (!byYear.has(year)) {
        const worked = []
        for (let day = dayOf(year, 1, 1); day < dayOf(year + 1, 1, 1); day += 1) if (isWorkday(day)) worked.push(day)
        byYear.set(year, worked)
      }
      return byYear.get(year)
    }
    // The count-th working day after `day`, or before it; `day` itself is not counted.
    const addWorkdays = (day, count) => {
      let { year } = partsOf(day)
      const before = workedIn(year).filter(one => one < day || (count > 0 && one === day)).length
      let index = count > 0 ? before + count - 1 : before + count
      while (index >= workedIn(year).length) {
        index -= workedIn(year).length
        year += 1
        if (year > LAST_YEAR) return null
      }
      while (index < 0) {
        year -= 1
        if (year < 1) return null
        index += workedIn(year).length
      }
      return workedIn(year)[index]
    }
    // Months first, then days, then working days.
    const plus = (day, [months, days, workdays = 0], invalid) => {
      const found = add(day, [months, days], invalid)
      return workdays && found !== null ? addWorkdays(found, workdays) : found
    }
    return { following, preceding, adjust, plus, isOfficial: year => official.includes(year) }
  }

  // ------------------------------------------------------------------ seasons: {first, last, when, lead}

  const inYear = ([month, day], year) => {
    const found = dayOf(year, month, day)
    return partsOf(found).month === month ? found : found - 1 // 29 February is the 28th in a common year
  }

  // `end` is the day after the last.
  const spanIn = ({ first, last }, year) => {
    const wraps = last[0] < first[0] || (last[0] === first[0] && last[1] < first[1])
    return { start: inYear(first, year), end: inYear(last, year + (wraps ? 1 : 0)) + 1 }
  }

  const spanOf = (season, day) => {
    const { year } = partsOf(day)
    const spans = [spanIn(season, year), spanIn(season, year - 1)]
    return spans.find(span => span.start <= day && day < span.end) || null
  }

  const targetIn = (season, year) => {
    const span = spanIn(season, year)
    if (season.when === "inside") return forth(span.start, season.lead)
    const lead = isSome(season.lead) ? season.lead : [0, 1]
    return season.when === "before" ? back(span.start, lead) : forth(span.end - 1, lead)
  }

  // ------------------------------------------------------------------ days of the calendar: weekdays, days of months and years

  // What a pattern has in one month, in order.
  const inMonth = ({ nth: number, weekday: wanted, days }, year, month, invalid) => {
    const last = partsOf(dayOf(year, month + 1, 0)).day
    if (days !== null) {
      return days.flatMap(day => {
        if (day <= last) return [dayOf(year, month, day)]
        if (invalid === "omit") return []
        return [dayOf(year, month, last) + (invalid === "forward" ? 1 : 0)]
      })
    }
    const first = 1 + ((((wanted - (weekday(dayOf(year, month, 1)) + 6)) % 7) + 7) % 7)
    const day = number < 0 ? first + Math.floor((last - first) / 7) * 7 : first + 7 * (number - 1)
    return day <= last ? [dayOf(year, month, day)] : []
  }

  function* everyDayOf(on, start, every, invalid, end) {
    const { year, month } = partsOf(start)
    const last = partsOf(end)
    if (on.weekdays !== null) {
      const monday = start - ((weekday(start) + 6) % 7)
      for (let week = monday; week < end; week += 7 * every) yield* on.weekdays.map(one => week + one)
    } else if (on.dates !== null) {
      for (let one = year; one <= last.year; one += every) {
        const days = on.dates.map(date => add(dayOf(2000, ...date), [12 * (one - 2000), 0], invalid))
        yield* days.filter(day => day !== null)
      }
    } else {
      for (let index = year * 12 + month - 1; index < last.year * 12 + last.month; index += every) {
        yield* inMonth(on, Math.floor(index / 12), (index % 12) + 1, invalid)
      }
    }
  }

  // From `start` on, each day once; nothing that lies far beyond `end`.
  function* daysOf(on, start, interval, invalid, end) {
    const unit = on.weekdays !== null ? [1, 7] : [0, on.dates !== null ? 12 : 1]
    const every = interval === null ? 1 : interval[unit[0]] / unit[1]
    let latest = start - 1
    for (const day of everyDayOf(on, start, every, invalid, end)) {
      if (day <= latest) continue
      latest = day
      yield day
    }
  }

  const periodOf = (day, period) => {
    if (period === "week") {
      const monday = day - ((weekday(day) + 6) % 7)
      return { start: monday, end: monday + 7 }
    }
    const months = { month: 1, quarter: 3, year: 12 }[period]
    const { year, month } = partsOf(day)
    const first = Math.floor((month - 1) / months) * months + 1
    return { start: dayOf(year, first, 1), end: dayOf(year, first + months, 1) }
  }

  // ------------------------------------------------------------------ nominal dates of one revision

  const isOnceASeason = ({ season, interval, on }) =>
    season !== null && on === null && (interval === null || isWholeYears(interval))

  const isOneOff = ({ interval, season, monthDay, on }) =>
    interval === null && season === null && monthDay === null && on === null

  const nth = (workdays, terms, anchor, n) => {
    const steps = terms.interval === null ? NOTHING : times(terms.interval, n)
    if (terms.monthDay !== null && (!isSome(steps) || isWholeYears(steps)) && !isSome(terms.threshold)) {
      const year = partsOf(anchor).year + steps[0] / 12
      return add(dayOf(2000, ...terms.monthDay), [12 * (year - 2000), 0], terms.invalid)
    }
    return workdays.plus(anchor, sum(terms.threshold, steps), terms.invalid)
  }

  // Counted from `anchor`, without season; nothing that lies far beyond `end`.
  function* from(workdays, terms, anchor, end) {
    if (terms.on !== null) {
      yield* daysOf(terms.on, orElse(workdays.plus(anchor, terms.threshold), anchor), terms.interval, terms.invalid, end)
      return
    }
    const step = terms.interval === null ? 0 : terms.interval[0] * 30.436875 + terms.interval[1] + (terms.interval[2] || 0) * 1.4
    const { year } = partsOf(anchor)
    for (let n = 0; n < (terms.interval === null ? 1 : Infinity); n += 1) {
      const nominal = nth(workdays, terms, anchor, n)
      if (nominal !== null) yield nominal
      else if (year + (step * n) / 365 > Math.min(LAST_YEAR, partsOf(end).year + 1)) return
    }
  }

  // Where the first day of each season, from that of the anchor on, begins the dates anew.
  function* eachSeason(workdays, terms, end) {
    const { season, anchor } = terms
    const wholeYears = terms.on === null && terms.interval !== null && isWholeYears(terms.interval)
    let year = partsOf(anchor).year - 1
    while (spanIn(season, year).end <= anchor) year += 1
    for (; year < LAST_YEAR; year += wholeYears ? terms.interval[0] / 12 : 1) {
      const span = spanIn(season, year)
      for (const nominal of from(workdays, terms, forth(span.start, season.lead), span.end)) {
        if (nominal >= anchor && span.start <= nominal && nominal < span.end) yield nominal
        if (nominal >= span.end || (wholeYears && nominal >= anchor)) break
      }
      if (span.start >= end) {
        yield span.start
        return
      }
    }
  }

  function* bySeason(workdays, terms, end) {
    const earliest = orElse(workdays.plus(terms.anchor, terms.threshold), terms.anchor)
    const years = terms.interval === null ? 1 : terms.interval[0] / 12
    let year = partsOf(earliest).year - 1
    while (targetIn(terms.season, year) < earliest) year += 1
    for (; year < LAST_YEAR; year += years) {
      const nominal = targetIn(terms.season, year)
      yield nominal
      if (nominal >= end) return
    }
  }

  function* gridOf(workdays, terms, end) {
    if (terms.season !== null && terms.eachSeason) {
      yield* eachSeason(workdays, terms, end)
      return
    }
    if (isOnceASeason(terms)) {
      yield* bySeason(workdays, terms, end)
      return
    }
    for (const nominal of from(workdays, terms, terms.anchor, dayOf(LAST_YEAR, 1, 1))) {
      if (terms.season === null || spanOf(terms.season, nominal) || nominal >= end) yield nominal
      if (nominal >= end) return
    }
  }

  // {nominal, atEnd}: `atEnd` where `until` set it.
  function* nominalDates(workdays, terms, end) {
    const { until } = terms
    if (until !== null && until < terms.anchor) return
    let latest = null
    for (const nominal of gridOf(workdays, terms, end)) {
      if (until !== null && nominal > until) {
        if (terms.clamp && (latest === null || latest < until) && until < end) yield { nominal: until, atEnd: true }
        return
      }
      if (nominal >= end) return
      latest = nominal
      yield { nominal, atEnd: false }
    }
  }

  // ------------------------------------------------------------------ cycles of a rule through its revisions

  // The first and the last day that a window may reach; null where nothing bounds it.
  const boundsOf = (terms, nominal) => {
    let floor = null
    let ceiling = terms.until
    const { season } = terms
    const lower = day => (ceiling = ceiling === null ? day : Math.min(ceiling, day))
    if (season !== null) {
      const { year } = partsOf(nominal)
      if (season.when === "inside") {
        const span = spanOf(season, nominal)
        if (span) {
          floor = span.start
          lower(span.end - 1)
        }
      } else if (season.when === "before") {
        const start = [year, year + 1].map(one => spanIn(season, one).start).find(day => day > nominal)
        lower((start === undefined ? nominal + 1 : start) - 1)
      } else {
        const ends = [year - 1, year].map(one => spanIn(season, one).end).filter(day => day <= nominal)
        floor = ends.length ? Math.max(...ends) : null
      }
    }
    if (terms.period !== null) {
      const period = periodOf(nominal, terms.period)
      floor = floor === null ? period.start : Math.max(floor, period.start)
      lower(period.end - 1)
    }
    if (ceiling !== null && ceiling < nominal) ceiling = nominal
    return { floor, ceiling }
  }

  const dueDate = (workdays, terms, cycle, nominal) => {
    const { floor, ceiling } = boundsOf(terms, nominal)
    let day = workdays.adjust(nominal, terms.adjust)
    if (ceiling !== null && day > ceiling) day = Math.max(workdays.preceding(ceiling), orElse(floor, EARLIEST))
    else if (floor !== null && day < floor) day = Math.min(workdays.following(floor), orElse(ceiling, LATEST))
    let first = Math.min(back(nominal, terms.early), day)
    let last = Math.max(forth(nominal, terms.late), day)
    const wholeSeason = terms.season !== null && terms.season.when === "inside" && isOnceASeason(terms)
    if (wholeSeason && !isSome(terms.early) && !isSome(terms.late) && terms.period === null) {
      first = nominal
      last = orElse(ceiling, nominal)
    } else if (terms.period !== null) {
      const period = periodOf(nominal, terms.period)
      first = period.start
      last = period.end - 1
    }
    if (ceiling !== null) last = Math.min(last, ceiling)
    if (floor !== null) first = Math.max(first, floor)
    return { cycle, terms, nominal, day, first: Math.min(first, day), last: Math.max(last, day) }
  }

  // The cycles that are counted from the anchor. A revision begins with its first date in force.
  function* grid(workdays, revisions, end) {
    let cycle = 0
    let latest = EARLIEST
    for (let index = 0; index < revisions.length; index += 1) {
      const terms = revisions[index]
      const following = index + 1 < revisions.length ? revisions[index + 1].since : null
      for (const { nominal: found } of nominalDates(workdays, terms, end)) {
        let nominal = found
        if (following !== null && nominal >= following) break
        if (cycle && isOneOff(terms)) continue
        if (terms.since !== null && nominal < terms.since) {
          if (!isOneOff(terms)) continue
          nominal = terms.since
        }
        if (nominal <= latest) continue
        cycle += 1
        latest = nominal
        yield dueDate(workdays, terms, cycle, nominal)
      }
    }
  }

  const firstOf = (workdays, revisions) => {
    for (let index = 0; index < revisions.length; index += 1) {
      const terms = revisions[index]
      const following = index + 1 < revisions.length ? revisions[index + 1].since : null
      const { value } = nominalDates(workdays, terms, LATEST).next()
      if (value && (following === null || value.nominal < following)) {
        const raised = terms.since !== null && value.nominal < terms.since
        return dueDate(workdays, terms, 1, raised ? terms.since : value.nominal)
      }
    }
    return null
  }

  // [n, the date n + 1 intervals after `base`]; a later one where `invalid_date` omits it.
  const stepAfter = (workdays, terms, base, n) => {
    for (let more = n; more < n + 50; more += 1) {
      const nominal = workdays.plus(base, times(terms.interval, more + 1), terms.invalid)
      if (nominal !== null) return [more, nominal]
    }
    return [n, null]
  }

  // The cycles of a floating rule after `base`, as if each were done on its date.
  function* after(workdays, revisions, base, firstCycle) {
    let index = 0
    revisions.forEach((terms, i) => {
      if (i && (terms.since === null || terms.since <= base)) index = i
    })
    let [start, latest, n, cycle] = [base, base, 0, firstCycle]
    while (index < revisions.length) {
      const terms = revisions[index]
      const following = index + 1 < revisions.length ? revisions[index + 1].since : null
      let nominal = null
      ;[n, nominal] = stepAfter(workdays, terms, start, n)
      const raised = nominal !== null && terms.since !== null && nominal < terms.since
      if (raised) nominal = terms.since
      if (nominal !== null && terms.until !== null && nominal > terms.until) {
        nominal = terms.clamp && latest < terms.until ? terms.until : null
      }
      if (nominal === null || (following !== null && nominal >= following)) {
        ;[index, start, n] = [index + 1, latest, 0]
        continue
      }
      yield dueDate(workdays, terms, cycle, nominal)
      cycle += 1
      latest = nominal
      ;[start, n] = raised ? [nominal, 0] : [start, n + 1]
    }
  }

  // The first cycle that is served: one that would lie before the floor is due on it, or is the next on a grid that stays.
  const firstServed = (workdays, revisions, keepsGrid, floor) => {
    const due = firstOf(workdays, revisions)
    if (due === null || due.nominal >= floor) return due
    if (!keepsGrid) return dueDate(workdays, due.terms, due.cycle, floor)
    let { cycle } = due
    for (const next of grid(workdays, revisions, LATEST)) {
      if (next.nominal <= due.nominal) continue
      cycle += 1
      if (next.nominal >= floor) return { ...next, cycle }
    }
    return null
  }

  // A rule that counts from the last time it was done: the first cycle, then those that are expected and still to come.
  function* floating(workdays, revisions, keepsGrid, floor, today, end) {
    const due = firstServed(workdays, revisions, keepsGrid, floor)
    if (due === null || due.nominal >= end) return
    yield due
    const coming = keepsGrid ? grid(workdays, revisions, LATEST) : after(workdays, revisions, due.nominal, due.cycle + 1)
    let { cycle } = due
    for (const next of coming) {
      if (next.nominal <= due.nominal) continue
      if (next.nominal >= end) return
      cycle += 1
      if (next.nominal > today) yield { ...next, cycle, expected: true }
    }
  }

  // ------------------------------------------------------------------ rules for one reader

  // What a condition is for a task; a whole site has no traffic and no setting.
  const conditionFor = (data, given, task) => name => {
    if (name === "exposure") return (data.regions[given.region] || {}).exposure
    if (name === "tier") return given.tier || data.tier
    return task.site ? undefined : given[name]
  }

  const MILESTONES = ["contract_start", "installed", "acceptance", "move_in"]

  const milestone = (data, given, anchor) => {
    if (/^\d/.test(anchor)) return read(anchor)
    if (anchor === "season_start") {
      const days = MILESTONES.map(name => read(given[name])).filter(day => day !== null)
      return days.length ? Math.min(...days) : null
    }
    const [name, warranty] = anchor.split(":")
    if (name !== "warranty_end") return read(given[name])
    const ends = data.warranties
      .filter(one => one.id === (warranty || "general"))
      .map(one => warrantyEnd(given, one))
      .filter(end => end !== null)
    return ends.length ? Math.min(...ends) : null
  }

  const warrantyEnd = (given, warranty) => {
    const start = read(given[warranty.anchor])
    return start === null ? null : add(start, warranty.period)
  }

  const seasonOf = (data, given, season) => {
    const { seasons = {} } = data.regions[given.region] || {}
    const window = season.name === null ? season.window : seasons[season.name]
    return window ? { first: window[0], last: window[1], when: season.when, lead: season.lead } : null
  }

  const firstMonthDay = (monthDay, start) => {
    const { year } = partsOf(start)
    const day = inYear(monthDay, year)
    return day >= start ? day : inYear(monthDay, year + 1)
  }

  // {terms}, or {waiting: the milestone that is not given}; null where the rule does not apply.
  const termsOf = (data, given, task, rule, isFirst) => {
    const season = rule.season === null ? null : seasonOf(data, given, rule.season)
    if (rule.season !== null && season === null) return null
    let { interval } = rule
    if (rule.interval_by !== null) {
      const [[condition, intervals]] = Object.entries(rule.interval_by)
      interval = intervals[conditionFor(data, given, task)(condition)] || null
      if (interval === null) return null
    }
    const anchorName = rule.anchor === null ? "acceptance" : rule.anchor
    let anchor = milestone(data, given, anchorName)
    if (anchor === null) return { waiting: anchorName }
    let until = rule.lasts === null ? null : add(anchor, rule.lasts)
    if (rule.until !== null) until = milestone(data, given, rule.until)
    if (rule.until !== null && until === null) return { waiting: rule.until }
    let { threshold } = rule
    if (rule.month_day !== null) {
      anchor = firstMonthDay(rule.month_day, anchor)
      threshold = threshold || NOTHING
      interval = interval || [12, 0]
    }
    const eachSeason = anchorName === "season_start"
    if (threshold === null) {
      const isBySeason = season !== null && (interval === null || isWholeYears(interval))
      threshold = interval === null || isBySeason || eachSeason || rule.on !== null ? NOTHING : interval
    }
    return {
      terms: {
        anchor, threshold, interval, season, until, eachSeason, monthDay: rule.month_day, clamp: rule.clamp,
        on: rule.on, period: rule.period,
        invalid: rule.invalid_date, adjust: rule.adjust, early: rule.early, late: rule.late,
        since: isFirst ? null : read(rule.effective_from),
      },
    }
  }

  // The day before which nothing is asked for: that of the contract, else the first that is known; not before the thing is
  // there, nor before the rule's first revision.
  const floorOf = (given, revisions) => {
    const days = MILESTONES.map(name => read(given[name]))
    const [contract, installed, accepted] = days
    const known = some => some.filter(day => day !== null)
    const earliest = some => (known(some).length ? Math.min(...known(some)) : EARLIEST)
    const since = revisions[0].effective_from === null ? EARLIEST : read(revisions[0].effective_from)
    return Math.max(contract === null ? earliest(days) : contract, earliest([installed, accepted]), since)
  }

  // The cycles of one rule, and the milestone that it waits for, if there is one.
  const cyclesOf = (data, workdays, given, task, revisions, today, end) => {
    const known = []
    let waiting = null
    for (const [index, rule] of revisions.entries()) {
      const found = termsOf(data, given, task, rule, index === 0)
      if (found === null) continue
      if (found.waiting) {
        waiting = found.waiting
        end = index ? Math.min(end, orElse(read(rule.effective_from), EARLIEST)) : EARLIEST
        break
      }
      known.push(found.terms)
    }
    const { basis } = revisions[revisions.length - 1]
    if (!known.length) return { waiting, cycles: [] }
    const floor = floorOf(given, revisions)
    if (basis === "fixed") {
      return { waiting, cycles: [...grid(workdays, known, end)].filter(one => one.nominal >= floor) }
    }
    return { waiting, cycles: [...floating(workdays, known, basis === "window", floor, today, end)] }
  }

  const applies = (data, given, task) =>
    Object.entries(task.applies_to).every(([name, values]) => values.includes(conditionFor(data, given, task)(name)))

  // Every cycle with a nominal date before `end`, as the engine has it on `today`. Days are text, as "2026-03-15".
  // `given` holds milestones, region, traffic, setting and, where the mildest is not meant, tier.
  const occurrences = (data, given, today, end) => {
    const workdays = workCalendar(data.regions[given.region]?.workdays ?? data.workdays)
    const found = []
    for (const task of data.tasks.filter(one => applies(data, given, one))) {
      for (const { name, revisions } of task.rules) {
        const { waiting, cycles } = cyclesOf(data, workdays, given, task, revisions, read(today), read(end))
        if (waiting !== null) found.push({ task: task.id, rule: name, waiting })
        for (const { cycle, terms, nominal, day, first, last, expected = false } of cycles) {
          if (task.retired !== null && written(nominal) > task.retired) continue // not done any more
          const provisional = terms.adjust !== "none" && !workdays.isOfficial(partsOf(day).year)
          found.push({
            task: task.id, rule: name, cycle, nominal: written(nominal), day: written(day),
            first: written(first), last: written(last), provisional, expected,
          })
        }
      }
    }
    return found
  }

  // ------------------------------------------------------------------ what larger work does as well

  const idOf = (task, one) => `${task.site ? "*" : "."}|${task.id}${one.rule === "main" ? "" : `:${one.rule}`}|${one.nominal}`
  const byText = (one, other) => (one < other ? -1 : one > other ? 1 : 0)

  // The working day of `days` nearest to `wish`, the earlier of equals; any day where nobody comes.
  const nearest = (workdays, days, wish, attended) => {
    const best = Math.min(Math.max(wish, days.start), days.end - 1)
    if (!attended || workdays.following(best) === best) return best
    const near = [workdays.preceding(best), workdays.following(best)].filter(day => days.start <= day && day < days.end)
    return near.length ? near.reduce((one, other) => (Math.abs(other - wish) < Math.abs(one - wish) ? other : one)) : best
  }

  // From the first to the last of `days` on which somebody can come; all of them where there is none, or none is needed.
  const trimmed = (workdays, days, attended) => {
    const [first, last] = [workdays.following(days.start), workdays.preceding(days.end - 1)]
    return attended && first <= last ? { start: first, end: last + 1 } : days
  }

  // The days of both, where one can come on one of them.
  const shared = (workdays, days, other, attended) => {
    const both = { start: Math.max(days.start, other.start), end: Math.min(days.end, other.end) }
    if (both.start >= both.end) return null
    if (!attended) return both
    const [first, last] = [workdays.following(both.start), workdays.preceding(both.end - 1)]
    return first <= last ? { start: first, end: last + 1 } : null
  }

  // `found` without what larger work does on one of its days, the larger on a day that suits both: as generator/visits has it
  // for what is still to come.
  const withoutCovered = (data, workdays, found) => {
    const tasks = new Map(data.tasks.map(task => [task.id, task]))
    const dated = found.filter(one => !one.waiting).map(one => {
      const task = tasks.get(one.task)
      const days = trimmed(workdays, { start: read(one.first), end: read(one.last) + 1 }, task.attended)
      return { one, task, id: idOf(task, one), at: read(one.nominal), days }
    })
    const larger = dated.filter(({ task }) => task.covers.length).sort((one, other) =>
      other.task.covers.length - one.task.covers.length || one.one.expected - other.one.expected || byText(one.id, other.id))
    const covered = new Set()
    const moved = new Map()
    for (const covering of larger) {
      if (covered.has(covering.one)) continue
      const { attended, site, covers } = covering.task
      let { days } = covering
      const items = new Set()
      const near = dated
        .filter(({ one, task }) => covers.includes(task.id) && (site || !task.site) && (one.expected || !covering.one.expected))
        .sort((one, other) => Math.abs(one.at - covering.at) - Math.abs(other.at - covering.at) || byText(one.id, other.id))
      for (const { one, days: theirs } of near) {
        const item = `${one.task}:${one.rule}`
        const both = shared(workdays, days, theirs, attended)
        if (both === null || covered.has(one) || items.has(item)) continue
        days = both
        items.add(item)
        covered.add(one)
      }
      if (items.size) moved.set(covering.one, days)
    }
    return found.filter(one => !covered.has(one)).map(one => {
      const days = moved.get(one)
      const day = one.waiting ? null : read(one.day)
      if (!days || (days.start <= day && day < days.end)) return one
      return { ...one, day: written(nearest(workdays, days, day, tasks.get(one.task).attended)) }
    })
  }

  // What is visited, with nominal dates before `end`: what larger work does is not told by itself.
  const visited = (data, given, today, end) => {
    if (!data.tasks.some(task => task.covers.length)) return occurrences(data, given, today, end)
    const workdays = workCalendar(data.regions[given.region]?.workdays ?? data.workdays)
    const found = occurrences(data, given, today, written(add(read(end), [12, 0])))
    return withoutCovered(data, workdays, found).filter(one => one.waiting || one.nominal < end)
  }

  // The last day of each warranty, or null while its milestone is not given.
  const warrantyEnds = (data, given) =>
    data.warranties.map(({ id, name, anchor, period }) => {
      const end = warrantyEnd(given, { anchor, period })
      return { id, name, end: end === null ? null : written(end) }
    })

  // What is due in the twelve months from `today` on, by day; what was due before is not known to be done or not.
  const comingYear = (data, given, today) => {
    const until = written(add(read(today), [12, 0]))
    const beyond = written(add(read(until), [2, 0])) // a working day may lie before its nominal date
    const found = visited(data, given, today, beyond)
    const order = data.tasks.map(task => task.id)
    const dates = found
      .filter(one => !one.waiting && today <= one.day && one.day < until)
      .sort((one, other) => one.day.localeCompare(other.day) || order.indexOf(one.task) - order.indexOf(other.task))
    return { dates, until, waiting: found.filter(one => one.waiting), warranties: warrantyEnds(data, given) }
  }

  return Object.freeze({ dayOf, read, written, weekday, occurrences, visited, warrantyEnds, comingYear })
})()
