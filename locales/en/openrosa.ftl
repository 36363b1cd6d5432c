# What is said to whoever holds a phone with ODK Collect.
openrosa-received = Received and saved.
openrosa-unknown-device = This phone is not known here, or it was revoked. Set it up again on the page “Phones” of your account.
openrosa-problem = { $question }: { $problem }
openrosa-more = … and { $count } more.
openrosa-no-form = There is no form “{ $form }” here. Refresh the list of forms on the phone.
openrosa-no-answers = The request has no part “{ $part }”.
openrosa-answers-twice = The request holds the answers twice.
openrosa-not-multipart = Submissions are sent as multipart/form-data.
openrosa-not-text = The answers are not written in UTF-8.
openrosa-cut-off = The request ended too early. Send it again.
openrosa-too-large = This is more than the { $megabytes } MB that can be sent at once.
openrosa-method = This address does not take such a request.
