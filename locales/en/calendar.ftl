# Days seen from today.
calendar-today = today
calendar-tomorrow = tomorrow
calendar-yesterday = yesterday
calendar-in-days = in { $days } { $days ->
    [one] day
   *[other] days
}
calendar-days-ago = { $days } { $days ->
    [one] day
   *[other] days
} ago
calendar-on-date = on { $date }
calendar-due-today = due today
calendar-due-tomorrow = due tomorrow
calendar-due-in-days = due in { $days } { $days ->
    [one] day
   *[other] days
}
calendar-due-on-date = due on { $date }
calendar-days-late = { $days } { $days ->
    [one] day
   *[other] days
} late

# Why a text is not a date or a period.
calendar-empty = The date is missing. Write day, month and year, for example 4/7/2019.
calendar-not-a-date = “{ $text }” is not a date. Write day, month and year, for example 4/7/2019 or 4 ก.ค. 2562.
calendar-incomplete = “{ $text }” is only part of a date. Write day, month and year.
calendar-no-such-month = “{ $text }”: there is no month { $month }. Write the day first, then the month, then the year.
calendar-no-such-day = “{ $text }”: this month has no day { $day } in that year. Correct the day or the month.
calendar-year-out-of-range = “{ $text }”: the year { $year } fits neither the Buddhist nor the common era. Write it with four digits, such as 2562 or 2019.
calendar-either-era = “{ $text }” can mean { $common } or { $buddhist }. Write the year with four digits.
calendar-exchanged = “{ $text }” has day and month exchanged; it looks like { $meant }. Write the day first, then the month, then the year.
calendar-several-days = “{ $text }” names several days, { $first } to { $last }. Write one day.
calendar-not-a-period = “{ $text }” is not a period. Write 2019, 2019-H2, 2019-Q3 or 2019-07, with the year of the common era.
