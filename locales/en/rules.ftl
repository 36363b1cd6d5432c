# What is said about a case by its workflow: until when something must be done, and why.
rules-days = { $days } { $days ->
    [one] day
   *[other] days
}
rules-working-days = { $days } { $days ->
    [one] working day
   *[other] working days
}
rules-months = { $months } { $months ->
    [one] month
   *[other] months
}
rules-why-after = Due { $due }: { $length } after { $start }. { $rule }
rules-why-after-unknown-holidays = Due { $due }: { $length } after { $start }. Public holidays of that year are not announced yet, so it may be later. { $rule }
rules-why-on = Due { $due }. { $rule }
rules-why-yearly = From { $opens } to { $due }. { $rule }
rules-kept = { $length } from { $start }. { $rule }
rules-origin-unreviewed = Source: { $source } ({ $dated }). Confidence: { $confidence }. Not reviewed by a lawyer.
rules-origin-reviewed = Source: { $source } ({ $dated }). Confidence: { $confidence }. Reviewed { $reviewed }.
rules-confidence-low = low
rules-confidence-medium = medium
rules-confidence-high = high
rules-hindered = { $why }
rules-conference-first = First this must be decided together: { $conference }.
