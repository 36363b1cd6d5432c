# Why nothing can be read.
registers-nothing-written = Nothing is written in this workbook.
registers-no-header = No row of headings was found. One row above the records should name what the columns hold, such as { $wanted }.

# Problems at a cell.
registers-answer-missing = { $question }: nothing is written here, but it is needed. Fill in the cell.
registers-no-column = { $question }: the sheet has no column for it, but it is needed. Choose the column, or add one to the sheet.
registers-answer-unspecified = { $question }: nothing is written, so “{ $choice }” is taken.
registers-unknown-choice = { $question }: “{ $found }” is none of the choices. Use one of them.
registers-choice-guessed = “{ $found }” is read as “{ $choice }”.
registers-choice-from-text = { $question }: nothing is written, so “{ $choice }” is taken from “{ $found }”.
registers-place-from-text = The sheet has no column for the province; it is taken from “{ $text }”.
registers-formula-uncalculated = The formula in this cell was never worked out. Open the file in a spreadsheet program, save it, and bring it again; or type the value.
registers-formula-error = The formula in this cell fails with { $found }. Correct it, or type the value.
registers-not-a-number = “{ $found }” is not a number. Write digits only.
registers-not-a-whole-number = “{ $found }” is not a whole number. Write digits only.
registers-not-a-count = “{ $found }” is not a number of people. Write a whole number, or “-” for none.
registers-not-counts = “{ $found }” should hold { $numbers } numbers, in the order of the heading, with “/” between them. Write all of them, with “-” for none.
registers-nobody-counted = No participants are counted for this row.
registers-only-total = Only the total of { $total } is written; it is counted without telling the people apart.
registers-total-differs = The total says { $total }, but the columns add up to { $sum }. The columns are counted.
registers-total-holds-more = The total says { $total }, of whom { $sum } are told apart; the other { $rest } are counted with them.
registers-total-row-differs = This total says { $total }, but the rows add up to { $sum }. The rows are counted. Correct the total, or the row that is wrong or missing.
registers-counts-not-understood = No column says who took part, and these numbers may be the people. Head the column with whom it counts, such as Students or นักเรียน, or choose what it holds.
registers-unknown-category = “{ $found }” is none of the groups of people. Use one of the form’s groups.
registers-category-unspecified = { $question }: the sheet does not tell, so the people are counted as “{ $choice }”.
registers-from-above = { $question }: nothing is written in { $count } { $count ->
    [one] row
   *[other] rows
}, of which this is the first; what stands above is taken for { $count ->
    [one] it
   *[other] them
}.
registers-not-held-but-counted = The row says “{ $text }”, but people are counted in it. Clear the numbers if it was not held; otherwise write the remark in other words.
registers-duplicate-misspelt = Row { $row } of sheet “{ $sheet }” tells of the same day, place and numbers, and of nearly the same name. It is taken once. If these were two sessions, write in the name what tells them apart, such as “morning”.
registers-same-day-other-numbers = Row { $row } of sheet “{ $sheet }” tells of the same day and place with other numbers. Both are taken as sessions of their own; delete one if it was the same.
registers-known-misspelt = Taken for the record “{ $name }” that is there already: the day, the place and the numbers are the same, and the name nearly.
registers-known-by-numbers = Taken for the record “{ $name }” that is there already: the day, the place and the numbers are the same, as for other rows of this file.
registers-perhaps-known = The record “{ $name }” has the same day, place and numbers. This row is imported as another; take one of them back if it was the same.
registers-known-with-other-numbers = The record “{ $name }” of this day and place is there already, with { $there } people instead of { $here }. If it was counted anew, correct the record; if this was another session, write in its name what tells them apart, such as “afternoon”.
registers-known-told-apart-otherwise = The record “{ $name }” of this day and place is there already, with as many people ({ $here }) told apart in another way. Correct the record if this is the better count; if this was another session, write in its name what tells them apart, such as “afternoon”.
registers-duplicate = The same record stands in row { $row } of sheet “{ $sheet }”. It is taken once.

# Dates that needed a guess.
registers-date-two-digit-year = The spreadsheet holds { $found }; it is read as { $date }, the year having been typed with two Buddhist digits.
registers-date-several-days = “{ $text }” names several days; the first, { $date }, is taken.
registers-date-completed = “{ $text }” is not a whole date; { $date } is taken, completed from the heading or title above.
registers-date-from-heading = No date is written in the rows below “{ $text }”; { $date } is taken for them.
registers-date-may-be-exchanged = The spreadsheet holds { $date }, but the other dates of this column show that it may have exchanged day and month. Write the date with the name of the month, such as 4 ก.ค. 2562 or 4 Jul 2019.
registers-date-too-early = { $date } is too long ago. Correct the year.
registers-date-too-late = { $date } is later than { $latest }. Correct the date.
registers-month-first = The dates in “{ $heading }” are written with the month first and are read so.

# Columns and rows that are not read.
registers-column-not-read = The column “{ $heading }” is not read. Choose what it holds if it is needed.
registers-column-not-counted = The column “{ $heading }” is not counted, as its heading speaks of people who were planned, invited or counted elsewhere. Choose what it holds if they took part.
registers-column-guessed = The heading “{ $heading }” is read as “{ $meaning }”. Choose what it holds if that is wrong.
registers-sheet-named-otherwise = The sheet “{ $sheet }” is not read, as its name speaks of plans or examples. Rename it if its rows took place.
registers-sheet-hidden = The sheet “{ $sheet }” is hidden and not read. Show it in your spreadsheet program if it belongs to the register.
registers-sheet-incomplete = The sheet “{ $sheet }” is not read, as it lacks columns that the others have: each needs a date, a place and the people counted.
registers-skip-blank = empty row
registers-skip-header = headings once more
registers-skip-total = total
registers-skip-sub-heading = “{ $text }” is a heading or a remark
registers-skip-figures = averages or shares
registers-skip-example = “{ $text }”: this row shows how to fill in the others and is not read
registers-skip-not-held = “{ $text }”: this row did not take place and is not read
