# What programs that call the API are told about the request itself.
api-not-called-json = Send JSON, and say so: the header Content-Type must be application/json.
api-too-large = This request is larger than { $kilobytes } KB. Send it in parts.
api-cut-off = The request ended before all of it had arrived. Nothing was saved. Send it again.
api-too-deep = Lists and objects stand in each other more than { $deepest } deep. Send them flatter.
api-not-json = This is not JSON from line { NUMBER($line, useGrouping: "false") }, column { NUMBER($column, useGrouping: "false") } on.
api-not-object = The request must be one object of JSON.
api-field-missing = This field is missing.
api-field-not-text = This field must be a text.
api-field-not-object = This field must be an object.
api-field-unknown = There is no such field here. Check how it is spelt, or leave it out.
api-more = There are { $count } more problems. Mend these first.
api-field-not-flag = This must be true or false.
api-export-format = Choose csv, xlsx or json.
api-export-labels = Choose en, th, my, km or lo, or leave it out for the names from the form.
api-export-period = Write a period as 2019, 2019-H2, 2019-Q3 or 2019-07.
api-after-gone = This record is no longer in the list, or not yours to see. Start again without “after”.
