# Why a file could not be read as a workbook.
sheets-empty = The file is empty. Choose the workbook again.
sheets-unknown-format = This file is not a workbook that can be read. Open it in your spreadsheet program and save it as .xlsx, .ods or .csv.
sheets-encrypted = The workbook is protected by a password. Remove the password in your spreadsheet program and save it again.
sheets-damaged = The file is damaged or cut off. Open it in your spreadsheet program, save it as .xlsx and try again.
sheets-unknown-encoding = The letters of this text file cannot be read. Save it as “CSV UTF-8” or as .xlsx.
sheets-too-much-file-bytes = The file is larger than { $allowed } MB. Split it, for example by year.
sheets-too-much-packed = The file unpacks to far more than a register holds, so it was not opened. Copy the rows into a new workbook and save that.
sheets-too-much-sheets = The workbook has more than { $allowed } sheets. Keep only the sheets of the register.
sheets-too-much-rows = The workbook has more than { $allowed } rows. Split it, for example by year.
sheets-too-much-columns = A cell stands beyond column { $allowed }. Delete the columns that are not part of the register.
sheets-too-much-cells = The workbook holds more cells or text than can be read at once. Split it, for example by year.
sheets-too-much-cell-length = A cell holds more than { $allowed } characters. Shorten it.
