# Receiving submissions, files and imports.
collection-id-wrong = The submission's id must have 8 to { $max } letters, digits, hyphens, underscores or colons.
collection-kind-unknown = There is no form of this name. A form is named by its pack and its own name, such as prevention/outreach-session.
collection-reason-missing = Say in a few words why. It is kept with the record.
collection-file-too-large = This file is larger than { $megabytes } MB. Choose a smaller one.
collection-not-a-picture = This is not a picture we can keep. Choose a JPEG, PNG or WebP file.
collection-picture-broken = This picture’s file is damaged, so that where it was taken cannot be removed from it. Take the picture again, or save it anew.
collection-import-done = This import was already confirmed or put away.
collection-import-not-confirmed = This import was not confirmed, so there is nothing to undo.
collection-import-no-column = No column gives an answer to “{ $question }”: { $problem }
collection-no-instance-id = The submission has no id (meta/instanceID), so it cannot be told from another one.
collection-draft-large = This form is larger than { $kilobytes } kB and cannot be kept unfinished. Send it in one go.
collection-draft-many = You have { $max } forms that are not sent, as many as can be kept. Send or discard one of them.

desk-version-taken = Version { $version } is or was in use, and answers were given to it. Write another version into the settings sheet.
desk-name-too-long = This is longer than { $limit } bytes. Shorten it.
desk-list-missing = Nobody supplies the list “{ $file }”. Put its choices on the choices sheet.
desk-retyped = Answers to “{ $question }” are kept as something else in the version that is in use. Give the question another name.
desk-form-id-taken = “{ $form }” is the id of a form that Saphan brings along. Give this form another form_id.
collection-entity-nothing-to-settle = Nothing waits for a decision there any more. Look at the entry again.
collection-export-busy = Other lists are being written to files right now. Please try again in a minute.
desk-translation-version = Write a version for the new draft that this one does not have.
desk-translation-empty = The spreadsheet is empty.
desk-translation-headings = The first row needs the headings { $headings }, and a language in each further column.
desk-translation-language = The form has no language “{ $language }”. Write it as the form does, or leave the column out.
desk-translation-unknown = The form has no text “{ $name }”. Leave the row out, or take a fresh spreadsheet from the page.
