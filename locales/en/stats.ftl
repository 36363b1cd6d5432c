# What can go wrong in counting.
stats-expression = The figure “{ $indicator }” cannot be counted: its { $part } cannot be read ({ $reason }). Ask whoever looks after the forms to correct it.
stats-not-a-number = The figure “{ $indicator }” cannot be counted: its { $part } is “{ $text }”, which is not a number. Correct the record that says so.
stats-not-a-date = The figure “{ $indicator }” cannot be counted: a record has the date “{ $text }”, which is not a date. Correct that record.
