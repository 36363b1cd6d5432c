# Projects and what a report says of them.
programmes-thailand = Thailand
programmes-summary = { $sessions ->
    [one] One outreach session
   *[other] { $sessions } outreach sessions
} reached { $people ->
    [one] one person
   *[other] { $people } people
} in { $provinces ->
    [one] one province
   *[other] { $provinces } provinces
}, among them { $adults ->
    [0] no teachers or parents
    [one] one teacher or parent
   *[other] { $adults } teachers and parents
}.
programmes-summary-none = No outreach session is recorded for this period.
programmes-summary-first = { $province } was reached for the first time.
programmes-summary-first-many = { $count } provinces were reached for the first time.
programmes-no-note = Nothing was written about this objective in the period.
programmes-budget-year = Budget { $year }
programmes-source = { $sessions ->
    [one] One session
   *[other] { $sessions } sessions
} recorded in Saphan by { $organisation }.
programmes-note-unknown = { $dimension }: not known for { $share }% of the people counted.
programmes-note-nowhere = { $count ->
    [one] One session has no province and is missing from the map.
   *[other] { $count } sessions have no province and are missing from the map.
}
programmes-note-so-far = The period is not over: its figures are those up to { $date }.

programmes-need-import = Finish the import of “{ $file }”: nothing of it is saved yet.
programmes-need-list = { $count ->
    [one] In the list “{ $list }”, people said different things of one entry. Say what holds.
   *[other] In the list “{ $list }”, people said different things of { $count } entries. Say what holds.
}
programmes-need-report = The report of { $project } for { $period } can be made now.
programmes-need-request = { $who } has been waiting for an answer since { $date }.
programmes-need-agreement = The agreement “{ $title }” ends on { $date }.
programmes-need-money = { $project } still needs { $amount } for { $year }.
programmes-note-withheld = Counts from 1 to { $most } are withheld, and further ones that would give them away: where few are counted, somebody could be recognised. Parts that are withheld are not named.
programmes-note-counted = { $title }: { $note }
programmes-source-figures = Counted in Saphan from the records that { $organisation } may read.
programmes-others = others
