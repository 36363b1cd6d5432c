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
registers-formula-error = The formula in this cell fails with { $found }. Correct it, or type the value.
registers-not-a-number = “{ $found }” is not a number. Write digits only.
registers-not-a-whole-number = “{ $found }” is not a whole number. Write digits only.
registers-not-a-count = “{ $found }” is not a number of people. Write a whole number, or “-” for none.
registers-nobody-counted = No participants are counted for this row.
registers-only-total = Only the total of { $total } is written; it is counted without telling the people apart.
registers-total-differs = The total says { $total }, but the columns add up to { $sum }. The columns are counted.
registers-unknown-category = “{ $found }” is none of the groups of people. Use one of the form’s groups.
registers-category-unspecified = { $question }: the sheet does not tell, so the people are counted as “{ $choice }”.
registers-duplicate = The same record stands in row { $row } of sheet “{ $sheet }”. It is taken once.

# Dates that needed a guess.
registers-date-two-digit-year = The spreadsheet holds { $found }; it is read as { $date }, the year having been typed with two Buddhist digits.
registers-date-several-days = “{ $text }” names several days; the first, { $date }, is taken.
registers-date-year-from-title = “{ $text }” has no year; { $date } is taken, with the year of the title.
registers-date-too-early = { $date } is too long ago. Correct the year.
registers-date-too-late = { $date } is later than { $latest }. Correct the date.
registers-month-first = The dates in “{ $heading }” are written with the month first and are read so.

# Columns and rows that are not read.
registers-column-not-read = The column “{ $heading }” is not read. Choose what it holds if it is needed.
registers-skip-blank = empty row
registers-skip-header = headings once more
registers-skip-total = total
registers-skip-sub-heading = “{ $text }” is a heading or a remark
