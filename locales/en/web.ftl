# Pages. The same thing has the same word everywhere: record, session, import, figure, project, agency, link.

## Frame
web-skip = Skip to the content
web-draft = This translation is a draft and has not been read through by a speaker yet.
web-language = Language
web-nav = Main pages
web-nav-home = Today
web-nav-records = All records
web-nav-figures = Figures
web-nav-projects = Projects
web-nav-import = Import from Excel
web-nav-forms = Forms
web-nav-people = People and agencies
web-nav-audit = What was done
web-nav-devices = Phones
web-nav-help = Help and methods
web-nav-more = More
web-more-title = More
web-crumbs = Where you are
web-views = Views
web-pages = Pages of the list
web-previous = Previous
web-next = Next
web-cancel = Cancel
web-optional = optional
web-choose = Choose…
web-any = Any
web-yes = yes
web-no = no
web-done = done
web-open = Open
web-before = before:
web-after = now:
web-problems = Please correct this
web-problems-so-far = Still to be completed
web-print = Print
web-paper-blank = Blank form on paper:
web-copy = Copy
web-copied = Copied
web-table-behind = Show the numbers as a table
web-csv = Download the numbers (CSV)
web-filter = Show
web-filter-clear = Clear the filters
web-filter-lost = What was looked for is not in this address any more. Type it again.
web-filter-nothing = Nothing matches. Try fewer filters.
web-filter-text = Search
web-filter-period = Period
web-sort-by = Sort by
web-sort-changed = Last changed first
web-sort-oldest = { $column }: oldest first
web-sort-newest = { $column }: newest first
web-sort-up = { $column }: A–Z, 0–9
web-sort-down = { $column }: Z–A, 9–0
web-page-of = { $from }–{ $to } of { $total }
web-page-of-more = { $from }–{ $to } of more than { $total }
web-list-anew = The list has changed meanwhile, so it starts from the beginning again.
web-exit = Leave quickly
web-sign-out = Sign out

## Signing in
web-sign-in-title = Sign in
web-sign-in-lead = For the people who work with this programme.
web-sign-in-button = Sign in
web-sign-in-help = Lost your password? Ask your administrator for a new one-time link.
web-login = Login
web-password = Password
web-password-new = Your new password
web-password-again = The same password again
web-password-hint = At least { $min } characters. Three or four words that do not belong together are easy to remember and hard to guess.
web-password-differs = The two passwords are not the same. Type the same one twice.
web-welcome-title = Choose your password
web-welcome-greeting = Welcome, { $name }
web-welcome-lead = Choose a password to start. This link works once.
web-welcome-button = Save password and start
web-login-missing = Enter your login.
web-password-missing = Enter your password.

## Today
web-home-greeting = Good day, { $name }
web-home-some = { $count ->
    [one] One thing needs you today.
   *[other] { $count } things need you today.
}
web-home-none = Nothing is waiting for you.
web-home-today = What needs you today
web-home-nothing = Nothing is waiting. Well done.
web-home-begin = First steps
web-home-recent = Last changed
web-step-import = Bring in your Excel register
web-step-import-text = Drop the workbook on a page, look at what was understood, and confirm.
web-step-record = Record your first session
web-step-record-text = It takes two minutes, on a phone too.
web-step-project = Enter your project
web-step-project-text = Donor, objectives and targets make the half-year report.
web-step-people = Invite your colleagues
web-step-people-text = Each gets a one-time link and chooses a password.

## Records
web-records-title = All records
web-records-lead = Everything that this programme writes down, by kind.
web-records-count = { $count ->
    [one] one record
   *[other] { $count } records
}
web-view-list = List
web-view-calendar = Calendar
web-view-map = Map
web-found-more = More than { $count } found
web-found = { $count ->
    [0] Nothing found
    [one] One found
   *[other] { $count } found
}
web-record-new = Record: { $kind }
web-record-rows-without = { $count ->
    [one] one row without answers
   *[other] { $count } rows without answers
}
web-record-short = Record
web-record-history = What happened to this record
web-record-correct = Correct
web-record-take-back = Take back
web-record-unnamed = without a name
web-record-nothing = not answered
web-record-file = Open the file
web-records-empty-title = No { $kind } yet
web-records-empty-text = What is recorded will stand here. Begin with one.
web-event-entered = Recorded
web-event-import = Imported from a file
web-event-api = Sent by another program
web-event-demo = Made as demonstration data
web-event-phone = Sent from a phone
web-event-phone-file = A picture arrived from the phone
web-event-corrected = Corrected
web-event-taken-back = Taken back
web-event-reason = Reason: { $reason }
web-take-back-title = Take this record back?
web-take-back-lead = It leaves every list and figure. What it said and who took it back stays readable in the audit.
web-take-back-reason = Why?
web-take-back-reason-hint = A few words, such as “entered twice”. Write no names.
web-said-taken-back = The record was taken back.
web-taken-back-title = { $kind }: taken back
web-taken-back = { $who } took this record back on { $when }. It stands in no list and counts in no figure.
web-taken-back-said = What it said
web-calendar-some = { $count ->
    [0] Nothing recorded in { $month }.
    [one] One record in { $month }.
   *[other] { $count } records in { $month }.
}

## Map
web-map-by-province = By province
web-map-by-district = By district of { $province }
web-map-gaps = Where we are not yet
web-map-gaps-text = { $count ->
    [one] Nothing recorded in one place for this period.
   *[other] Nothing recorded in { $count } places for this period.
}
web-map-province = Province
web-map-district = District
web-map-records = Records
web-map-people = People
web-map-last = Last time
web-map-first = First time there
web-map-new = new
web-map-covered = Provinces with activity
web-map-covered-districts = Districts with activity
web-map-new-places = Reached for the first time
web-map-point = A record
web-map-points = Records with a point
web-map-of = of { $all }

## Forms
web-form-save = Save
web-form-check = Check and save
web-form-next = Next
web-form-back = Back
web-form-step = Step { $number } of { $of }
web-form-kept = Nothing is lost if you press twice: it is saved once.
web-form-picture-kept = The picture is kept. Choose another only to replace it.
web-form-file-kept = The file is kept. Choose another only to replace it.
web-form-file-remove = Remove the file
web-form-file-tells = Documents may tell who wrote them and when; that stays in them. Pictures, sounds and films are kept without place and device.
web-form-picture-place = The place where the picture was taken is kept with it, if its file tells it.
web-form-latitude = Latitude
web-form-longitude = Longitude
web-form-accurate = Accurate to about { $metres } m.
web-form-locate = Use where I am now
web-form-locating = Finding out where you are…
web-form-no-place = This device did not say where it is. Allow it for this page, go outside, or type the place.
web-form-on-map = Choose on a map
web-form-on-map-hint = Press the province, then the place in it. What you chose stands in the fields above and can be corrected there.
web-form-map = Map to choose a place on
web-form-map-back = Whole country
web-form-points-hint = A point a line: latitude and longitude with a space between, such as 18.79 98.98.
web-form-points =
    { $count ->
        [one] { $count } point
       *[other] { $count } points
    }
web-form-add-point = Add where I am now
web-form-drop-point = Remove the last point
web-form-up = Further up
web-form-down = Further down
web-form-clear = Clear
web-form-order-right = This order is right
web-form-scan = Read the code with the camera
web-form-no-camera = The camera could not be used. Type what the code says.
web-form-no-scan = This browser cannot read codes. Type what the code says.
web-form-find = Find
web-form-draw-here = Field to draw in
web-form-draw-hint = Draw here with a finger or a mouse, or choose a picture of it above.
web-form-draw-done = Keep the drawing
web-form-remove-row = Remove line { $number }
web-form-add = Add a line
web-form-row = Line { $number }
web-form-progress = { $done } of { $all } answered
web-form-correct-title = Correct: { $name }
web-form-correct-lead = The earlier answers stay in the history.
web-form-reason = Why is it corrected?
web-form-reason-hint = A few words for colleagues who wonder later. Write no names.
web-review-title = Is this what changes?
web-review-nothing = Nothing was changed.
web-review-meanwhile = { $who } changed this record since you opened it, on { $when }. This is what your changes make of it now.
web-review-left-out = The form does not ask this any more. The corrected record leaves it out; it stays in the record's history:
web-review-save = Save these changes
web-review-back = Go on changing
web-change-file = a file
web-change-other-file = another file
web-form-problem = { $label }: { $problem }
web-form-again = Your sign-in was renewed since you opened this form. Nothing was saved yet: please press Save once more.
web-form-refresh = Show the next questions
web-saved-title = Saved
web-saved-text = It is kept safely and counts from now on.
web-saved-already = This was already saved a moment ago. It was not saved twice.
web-saved-corrected = Your correction is saved. The earlier answers stay in the history.
web-saved-another = Record another
web-saved-see = See the record
web-saved-list = Back to the list

## Import
web-forms-title = Forms
web-forms-lead = Bring a form that your team already uses: an XLSForm workbook, or an XForm that was made elsewhere. Its questions become records of your agency.
web-forms-new = A form
web-forms-file = The form and its lists
web-forms-file-hint = The form as .xlsx, .xls, .ods, .csv or .xml, at most 10 MB. If it chooses from lists in files, add those too (.csv, .geojson or .xml, at most 20 MB each), or put everything into one .zip.
web-forms-look = Look at it
web-forms-note = Nobody is asked anything until you take it into use.
web-forms-earlier = Your forms
web-forms-none = No form was brought yet.
web-forms-state-draft = Not in use
web-forms-state-published = In use
web-forms-state-retired = No longer in use
web-forms-not-usable = This form cannot be used yet. What is wrong stands above, cell by cell.
web-forms-state = State
web-forms-questions = Questions
web-forms-languages = Languages
web-forms-form = Form
web-forms-media = Pictures and sounds
web-forms-list = List
web-forms-rows = { $count ->
    [one] { $count } row
   *[other] { $count } rows
}
web-forms-list-taken = taken over from version { $version }
web-forms-list-taken-unnamed = taken over from the version before
web-forms-xform-texts = Made elsewhere as XML: change its texts where it was made, and bring it again.
web-forms-odd = To look at
web-forms-publish = Take into use
web-forms-publish-text = From now on your agency’s people can fill it in. An earlier version goes out of use; what was answered stays.
web-forms-retire = Take out of use
web-forms-retire-text = Nobody can fill it in any more. What was answered stays.
web-share-title = Other agencies
web-share-agencies = Agencies that fill it in, too
web-share-hint = Their people fill it in on pages and phones, with every later version. Each agency sees what its own people recorded. When you take a mark away, what that agency recorded stays theirs to read and correct, with the form as it then is.
web-share-button = Save who fills it in

web-import-title = Import from Excel or CSV
web-import-lead = Drop the register as it is. You see what was understood before anything is saved.
web-import-new = A new file
web-import-kind = What is in the file?
web-import-file = File
web-import-file-hint = .xlsx, .xls, .ods or .csv, up to 25 MB.
web-import-project = Project
web-import-project-hint = All rows are linked to it. Leave empty to use the file’s own column.
web-import-look = Look at the file
web-import-nothing-written = Nothing is saved until you confirm.
web-import-earlier = Earlier imports
web-import-none = No file has been imported yet.
web-import-file-missing = Choose a file.
web-import-kind-missing = Choose what is in the file.
web-import-state-draft = Not confirmed
web-import-state-imported = Imported
web-import-state-undone = Undone
web-import-read = Rows read
web-import-ready = Ready to import
web-import-imported = Imported
web-import-present = Already here
web-import-with-problems = With problems
web-import-left-out = Left out
web-import-confirm = { $count ->
    [0] Finish: nothing is new
    [one] Import one row
   *[other] Import { $count } rows
}
web-import-confirm-problems = Rows with problems are left out; correct them in the file and bring it again.
web-import-undo = Undo this import
web-import-undo-text = Its records leave every list and figure. You can bring the file again.
web-import-undo-title = Undo this import?
web-import-problems = { $count ->
    [one] One thing to look at
   *[other] { $count } things to look at
}
web-import-problems-lead = Each stands at its cell. Correct it in the file, then bring the file again.
web-import-cell = Cell
web-import-problem = Problem
web-import-row = Row
web-import-why = Why
web-import-became = What becomes of it
web-import-serial = number of the row
web-import-first-rows = How the rows were understood
web-import-left-out-title = { $count ->
    [one] One row was left out
   *[other] { $count } rows were left out
}
web-import-mapping = How the columns were understood
web-import-mapping-lead = Change what is wrong and read the file again. We remember it for the next file.
web-import-column = Column in the file
web-import-example = In the file
web-import-question = Question
web-import-ignore = (do not read)
web-import-unmapped = Not read yet: choose what it means
web-import-missing = { $count ->
    [one] One question must be answered and no column answers it. Choose its column below.
   *[other] { $count } questions must be answered and no column answers them. Choose their columns below.
}
web-import-more-rows = { $count ->
    [one] Show one more row
   *[other] Show { $count } more rows
}
web-said-read-again = The file was read again with your columns. Nothing is saved yet.
web-import-read-again = Read again
web-import-summary = { $count ->
    [one] one record
   *[other] { $count } records
}
web-said-imported = The rows were imported.
web-said-undone = The import was undone.
web-said-nothing-new = Everything in this file was already here. Nothing was added.

## Figures
web-figures-title = Figures
web-figures-reports = Reports to hand on
web-figures-reports-text = Where a number is small, somebody could be recognised: it is left out of these.
web-report-withheld = Parts with small numbers are left out.
web-report-figures-none = In this period nothing was counted. Choose another one.
web-figures-period = Period
web-figures-project = Project
web-figures-view = View
web-figures-empty-title = No figures yet
web-figures-empty-text = Figures count themselves from what is recorded: the first record makes the first figure.
web-target = { $percent }% of { $target }

## Projects
web-projects-title = Projects
web-projects-lead = What was promised to whom, and how far it is.
web-projects-new = Enter a project
web-projects-empty-title = No project yet
web-projects-empty-text = A project has a donor, objectives, targets and a budget. With it the half-year report makes itself.
web-project-facts = About the project
web-project-objectives = Objectives
web-project-code = Code
web-project-donor = Donor
web-project-implementer = Carried out by
web-project-dates = From – to
web-project-year = Programme year
web-project-year-of = { $year } of { $years }
web-project-targets = Targets
web-project-of = { $value } of { $target }
web-project-budget = Budget
web-project-budget-planned = Planned
web-project-budget-needed = Still needed
web-project-pictures = Pictures with consent
web-project-quotes = What people said
web-project-no-consent = Without consent: shown here only, never in a report.
web-project-edit = Correct the project
web-project-note-new = Write a progress note
web-project-quote-new = Add a quote
web-project-picture-new = Add a picture
web-project-active = running
web-project-ended = ended
web-project-planned = not started
web-status-not-started = Not started
web-status-on-track = On track
web-status-behind = Behind
web-status-achieved = Achieved
web-status-changed = Changed
web-status-not-told = Not reported on

## Report
web-report-make = Half-year report
web-report-preview = Preview the report
web-report-period = Half-year
web-report-language = Language of the report
web-report-title = Half-year report: { $period }
web-report-download = Download { $format }
web-report-lead = This is what the files will say. Correct it in the records, then come back.
web-report-missing = Before you hand the files on

## People
web-people-title = People who sign in
web-people-lead = Everybody has their own account. Nobody else knows their password.
web-people-list = { $count ->
    [one] One person
   *[other] { $count } people
}
web-people-new = Invite somebody
web-people-invite = Make a one-time link
web-people-name = Name
web-people-login-hint = Letters and digits, such as a first name.
web-people-role = What may they do?
web-people-agency = Agency
web-people-lang = Language they read
web-people-link = One-time link
web-people-link-title = The one-time link for { $name }
web-people-link-text = Hand it over yourself, by phone or face to face. It works once, for a week, and is shown only now.
web-people-disabled = may not sign in
web-people-invited = link not used yet
web-people-active = active
web-people-tab = People
web-agencies-tab = Agencies
web-agencies-list = { $count ->
    [one] One agency
   *[other] { $count } agencies
}
web-agencies-new = Enter an agency
web-agencies-name-en = Name in English
web-agencies-name-th = Name in Thai
web-agencies-add = Enter the agency
web-person-own = This is your own account. A colleague who keeps accounts changes role and access.
web-person-change-role = Change the role
web-person-access = Access
web-person-access-text = A new link replaces the password. Both end this person’s open sessions at once.
web-person-new-link = Make a new one-time link
web-person-disable = Stop access
web-person-enable = Give access again
web-said-role = The role was changed.
web-said-disabled = This person may not sign in any more.
web-said-enabled = This person may sign in again.
web-said-agency = The agency was entered.
web-said-device-revoked = The phone was revoked. It is refused from now on.

## Phones
web-devices-title = Phones
web-devices-lead = Phones with ODK Collect fill in the forms without a network and send them when there is one. Each phone has a secret of its own, so that a lost one can be shut out alone.
web-devices-list = { $count ->
    [one] One phone
   *[other] { $count } phones
}
web-devices-new = Set up a phone
web-devices-make = Make the code
web-devices-name = What do you call it?
web-devices-name-hint = Such as “Blue Samsung”. Others who keep accounts see it too.
web-devices-seen = last used { $when }
web-devices-unseen = not used yet
web-devices-active = active
web-devices-revoked = revoked
web-device-title = Set up “{ $name }”
web-device-scan = In ODK Collect choose “Add project” and scan this code.
web-device-once = The code and the secret are shown only now. If you lose them, make a new code and revoke this one.
web-device-code = Code with the settings for ODK Collect
web-device-sets = What the code sets
web-device-sets-forms = The phone has exactly the forms that are here, and renews them by itself.
web-device-sets-sending = What is finished is sent as soon as there is a network.
web-device-sets-deleting = What was sent is deleted from the phone.
web-device-sets-quiet = The app reports nothing to its makers.
web-device-sets-locked = The server cannot be changed, and sent answers can be neither seen nor changed, without the password for settings.
web-device-by-hand = Without the camera
web-device-by-hand-text = Type this in ODK Collect. The settings above must then be made by hand.
web-device-server = Server address
web-device-username = Username
web-device-password = Password
web-device-admin = Password for settings
web-device-address-text = For an app that takes only an address, without username and password. Whoever has this address can send in your name.
web-device-address = Address with the secret
web-device-done = To the phones
web-device-owner = Sends for
web-device-use = Use
web-device-revoke = Revoke
web-device-revoke-title = Revoke “{ $name }”?
web-device-revoke-lead = The phone is refused from its next request on. What it sent stays here; what it has not sent yet can no longer be sent with it. This cannot be undone.

## Audit
web-audit-title = What was done
web-audit-lead = Every entry is bound to the one before it, so that nothing can be changed or removed unseen.
web-audit-holds = The chain is whole up to its last entry, no. { $last }.
web-audit-empty = The chain has no entries yet.
web-audit-partly = The chain is whole up to no. { $reached } of { $last }. The rest is looked at when this page is opened again.
web-audit-broken = The chain is broken: { $problem } Tell whoever runs the server, and keep the last backup.
web-audit-never = Nobody has checked everything from the first entry yet. Opening this page checks only what is new since it was last looked at.
web-audit-full-held = Everything from the first entry to no. { $last } was checked on { $when }: it is whole.
web-audit-full-broken = Everything was checked on { $when }, and the chain is broken: { $problem } Tell whoever runs the server, and keep the last backup.
web-audit-verify = Check everything now
web-audit-from = From
web-audit-until = Until
web-audit-rows = No. { $from } to { $to }
web-audit-when = When
web-audit-who = Who
web-audit-what = What
web-audit-subject = On what
web-audit-person = Person
web-audit-action = What was done
web-audit-system = the system
web-audit-place = No.
web-audit-of-session = signing in and out
web-audit-of-record = records
web-audit-of-import = imports
web-audit-of-account = accounts
web-audit-of-agency = agencies
web-audit-of-file = pictures
web-audit-of-device = phones
web-audit-of-outlines = outlines for maps

## What was done
web-did-session-open = signed in
web-did-session-close = signed out
web-did-record-read = read a record
web-did-record-list = looked at a list
web-did-record-submit = recorded
web-did-record-correct = corrected a record
web-did-record-retract = took a record back
web-did-import-upload = brought a file
web-did-form-bring = brought a form
web-did-form-publish = took a form into use
web-did-form-retire = took a form out of use
web-did-import-map = changed what columns mean
web-did-import-confirm = confirmed an import
web-did-import-undo = undid an import
web-did-import-discard = put a file away
web-did-account-invite = invited somebody
web-did-account-link = made a new one-time link
web-did-account-password = chose a password
web-did-account-role = changed a role
web-did-account-disable = stopped access
web-did-account-enable = gave access again
web-did-account-language = changed the language
web-did-agency-add = entered an agency
web-did-file-keep = kept a picture
web-did-device-make = set up a phone
web-did-device-revoke = revoked a phone
web-did-outlines-keep = brought outlines for the map

## What is kept with it
web-detail-list = { $count } of { $of } shown
web-detail-list-some = { $count } shown
web-detail-narrowed = narrowed by { $questions }
web-detail-from-web = on a page
web-detail-from-api = by another program
web-detail-from-import = from a file
web-detail-from-demo = for the demo
web-detail-from-phone = from a phone
web-detail-from-phone-file = a picture that came later from a phone
web-detail-imported = { $read } rows read, { $imported } imported, { $present } already here, { $problems } to look at
web-detail-undone = { $retracted } taken back, { $kept } kept
web-detail-role = from { $from } to { $to }

## Help
web-help-title = Help and methods
web-help-lead = How we count, how we protect people, and how to fill the forms.
web-help-methods = How each figure is counted
web-article-not-reviewed = Nobody has reviewed this text yet.
web-article-reviewed = Reviewed by { $by } on { $date }.
web-article-outdated = The English text changed after this translation was made.
web-article-untranslated = This text is not translated yet.
web-article-source = Source: { $source }

## When something goes wrong
web-problem-not-found = We could not find this page
web-problem-forged = This form is out of date
web-problem-conflict = Somebody was faster
web-problem-too-large = This is too much at once
web-problem-wrong = Something is not right yet
web-problem-unavailable = We cannot save right now
web-problem-wait = One moment, please
web-problem-internal = Something went wrong on our side
web-problem-home = Go to the first page
web-problem-sign-in = Go to the sign-in page
web-problem-reference = If you ask for help, tell this word:
web-error-too-large = What you sent is larger than we can take. Send less, or split the file.
web-error-signed-out = Your session ended, and nothing was saved yet. Sign in again in a new window. Then come back here with your browser’s back button: what you typed is still there, and Save works again.
web-error-forged = The page was open for too long, or the form came from elsewhere. Nothing was changed. Go back, load the page again and repeat.
web-error-method = This page cannot be opened that way.

## Days
web-day-mon = Monday
web-day-tue = Tuesday
web-day-wed = Wednesday
web-day-thu = Thursday
web-day-fri = Friday
web-day-sat = Saturday
web-day-sun = Sunday
web-day-mon-short = Mon
web-day-tue-short = Tue
web-day-wed-short = Wed
web-day-thu-short = Thu
web-day-fri-short = Fri
web-day-sat-short = Sat
web-day-sun-short = Sun

## Lists of entities
web-lists-title = Lists
web-lists-lead = Forms register what stands here, and other forms choose from it. Whatever needs a decision stands first.
web-lists-count = { $count ->
    [one] One entry
   *[other] { $count } entries
}
web-lists-wanting = { $count ->
    [one] one needs you
   *[other] { $count } need you
}
web-lists-name = Name
web-lists-changed = Last changed
web-entity-deleted = deleted
web-entity-doubtful = two different answers
web-entity-waiting = waits for an earlier answer
web-entity-deleted-text = This entry was deleted: forms and phones do not offer it any more. Everything that was said about it is kept.
web-entity-waiting-text = { $count ->
    [one] One change waits for an earlier one from the same phone. It counts by itself when that arrives.
   *[other] { $count } changes wait for earlier ones from the same phone. They count by themselves when those arrive.
}
web-entity-doubt-text = Two people said different things without knowing of each other. Both are kept. Which one holds?
web-entity-standing = stands now
web-entity-nothing = (nothing)
web-entity-keep = Keep
web-entity-take = Take this one
web-entity-history = What was said
web-entity-offline = without a network
web-entity-do-not-wait = Do not wait any longer
web-entity-delete = Delete from the list
web-entity-restore = Put back into the list
web-entity-did-create = Registered
web-entity-did-update = Changed
web-entity-did-upsert = Registered or changed
web-entity-did-delete = Deleted
web-entity-did-restore = Put back
web-entity-did-settle = Decided
web-said-entity-settled = The decision was saved.
web-said-entity-deleted = The entry was deleted. It can be put back.
web-said-entity-restored = The entry is in the list again.
web-said-entity-counted = The changes count now.
web-did-entity-list = Looked at a list
web-did-entity-read = Looked at an entry of a list
web-did-entity-give = Gave a phone a list
web-did-entity-settle = Decided between two answers
web-did-entity-delete = Deleted an entry of a list
web-did-entity-restore = Put an entry back into its list
web-did-entity-do-not-wait = Let changes count that waited
# Forms that were begun and not sent.
web-drafts-title = Not sent yet
web-drafts-lead = Forms that you began and have not sent. Only you see them. Each is removed { $days } days after you last changed it, and { $max } are kept at most.
web-draft-when = Last changed { $when }, kept until { $until }
web-draft-closed = This form is not in use any more and cannot be sent.
web-draft-correction = Correction: { $kind }
web-draft-discard = Discard
web-draft-discard-title = Discard this form?
web-draft-discard-lead = What you filled in is removed for good.
web-draft-other-version = The form changed since you began it. Your answers are all still here; look for new questions.
web-draft-left-out = The form changed since you began it. These answers do not fit it any more and are left out:
web-said-draft-kept = Kept. You can go on here or on another device.
web-said-draft-discarded = The form was discarded.
web-form-listen = Listen
web-form-watch = Watch
web-form-later = Save and go on later
web-form-kept-until = Saved so far, for you alone, until { $until }.
## Exports
web-filter-agency = Agency
web-filter-author = Recorded by
web-did-record-export = exported a list
web-detail-export = { $count } records as { $format }
web-export-title = Export this list
web-export-text = The file holds every record that these filters leave, also those on other pages. Keep it as safe as the people it tells of. The audit keeps that you made it.
web-export-format = Kind of file
web-export-xlsx = Spreadsheet (.xlsx)
web-export-csv = Text table (.csv)
web-export-json = For programs (.json)
web-export-labels = Language of questions and choices
web-export-codes = Names from the form, for statistics programs
web-export-extra = Also
web-export-split = A column for each choice where several can be chosen
web-export-mark = Mark text tables so that Excel reads every script
web-export-button = Make the file

## What a version of a form changes
web-compare-title = What this version changes
web-compare-same = It asks the same as version { $version }, which was used last.
web-compare-since = { $count ->
    [one] One change
   *[other] { $count } changes
 } since version { $version }, which was used last.
web-compare-no-records = Nothing was collected yet.
web-compare-refused = { $refused } of the { $checked } records that were checked ({ $records } in all) have answers that it would not take; they stay as they are until somebody corrects them.
web-compare-question = Question
web-compare-what = What changes
web-compare-collected = For what was collected
web-compare-added = Is new
web-compare-removed = Goes away
web-compare-retyped = Asks for another kind of answer
web-compare-relabelled = Is worded otherwise
web-compare-choices-added = Can be chosen now: { $choices }
web-compare-choices-removed = Cannot be chosen any more: { $choices }
web-compare-constraint = Another condition on the answer
web-compare-required = Another rule on whether an answer is needed
web-compare-relevance = Another condition on when it is asked
web-compare-calculation = Is worked out otherwise
web-compare-nothing = Nothing
web-compare-answered = { $count ->
    [one] One record has an answer. It stays readable in the history.
   *[other] { $count } records have an answer. It stays readable in the history.
 }
web-compare-would-refuse = { $count ->
    [one] One record would be refused.
   *[other] { $count } records would be refused.
 }

## Trying a form before it is used
web-preview-title = Try it
web-preview-lead = Answer it as your people will, before they are asked.
web-preview-phone = On a phone
web-preview-chat = As a chat
web-preview-chat-begin = Answer it as a chat
web-preview-paper = On paper
web-preview-nothing-kept = You are trying the form. Nothing is kept.
web-preview-complete = Everything is answered. This was a trial: nothing was kept.
web-chat-reply = Your reply
web-chat-send = Send
web-chat-skip = Skip
web-chat-skipped = Skipped
web-chat-another = Another one? { $what }
web-chat-no = No
web-chat-no-more = No more
web-chat-more = More choices
web-chat-earlier = Choices before
web-chat-back = Back

## Translations of a form
web-translations-title = Translations
web-translations-lead = { $count } of { $of } texts wait for a translation.
web-translations-text = Text
web-translations-missing = Missing
web-translations-stale = Out of date: what it translates was changed
web-translations-spreadsheet = All texts as a spreadsheet
web-translations-bring = Bring the texts back
web-translations-file = Spreadsheet
web-translations-file-hint = The one from here, filled in. Empty cells change nothing.
web-translations-version = Its new version
web-translations-button = Make a new draft

# Cases
web-nav-cases = Cases
web-cases-title = Cases
web-cases-lead = What is due first stands at the top. A list names nobody.
web-cases-open = Open
web-cases-own = Mine
web-cases-closed = Closed
web-cases-overdue = Overdue
web-cases-new = Open a case
web-cases-new-lead = Choose the form that a case begins with.
web-cases-empty = No case here
web-cases-empty-text = A case begins with a form: a report, a first screening, a referral.
web-cases-range = { $from }–{ $to } of { $of }
web-case-next = What is next
web-case-nothing = Nothing needs to be done now.
web-case-clocks = Until when, and why
web-case-clocks-to-come = Deadlines that have not begun
web-case-decided = Decided together
web-case-forms = Further forms
web-case-members = Who takes part
web-case-timeline = What happened
web-case-since = since { $when }
web-case-ended = This case is closed.
web-case-asked = Waits for approval: { $move }
web-case-asked-text = Somebody above you approves it.
web-case-approve = Look and approve
web-case-decline = Do not approve
web-case-decline-lead = The move is not made. Whoever asked sees that it was not approved.
web-case-will-be-asked = Somebody above you must approve it.
web-case-move-lead = The case goes on with this. It is noted with your name and cannot be undone.
web-case-do = Do this
web-case-fill-in = Fill in
web-case-missing = These must take part first: { $kinds }
web-case-conference-text = Note what each agency said, and what was decided.
web-case-conference-lead = Note what each agency said, then what was decided together. It cannot be changed later.
web-case-said = What { $agency } said
web-case-outcome = What was decided
web-case-confirm = Note the decision
web-case-decide = Note the decision
web-case-nobody = nobody answers for it yet
web-case-left = takes part no longer
web-case-end = End taking part
web-case-end-title = { $agency } takes part no longer
web-case-end-lead = From its next click on this agency sees nothing of the case. What it wrote stays.
web-case-invite = Let an agency take part
web-case-invite-lead = It sees the case from now on, and only the parts that agencies of its kind read.
web-case-agency = Agency
web-case-agency-as = Takes part as
web-case-agency-as-hint = Empty: what the agency is. This decides which parts of the case it reads.
web-case-assign = Who answers for it
web-case-assign-lead = The person finds the case among their own from now on.
web-case-person = Person
web-case-code = Case
web-case-state = Now
web-case-back = Back to the case
web-said-case-done = It is noted in the case.
web-said-case-sent = The form was saved in the case.
web-said-case-opened = The form was saved and opened this case.
web-agency-change = Change
web-agency-kind = Kind of agency
web-agency-kind-lead = Other agencies see what it is. In a case it decides which parts the agency reads.
web-agency-kind-save = Save
web-case-from-this = Open a case from this one

# Workflows
web-nav-workflows = Workflows
web-workflows-title = Workflows
web-workflows-lead = When a pack changes, running cases stay as they are until you take them over.
web-workflows-version = Version { $version }, since { $since }
web-workflows-open = { $count ->
    [one] { $count } open case
   *[other] { $count } open cases
}
web-workflows-all = all by this version
web-workflows-behind = { $count } by an earlier one
web-takeover-title = Take over: { $kind }
web-takeover-lead = Nothing has changed yet. This is what would become different.
web-takeover-cases = Cases that go by an earlier version
web-takeover-quiet = Of these, nothing becomes different in
web-takeover-days = Another day for: { $what }
web-takeover-tasks-gone = No longer to be done: { $what }
web-takeover-tasks-new = New to be done: { $what }
web-takeover-lost = “{ $state }” is gone ({ $count }). What takes its place?
web-takeover-lost-hint = Without an answer these cases stay as they are.
web-takeover-button = Take { $count } cases over
web-said-takeover = The cases go by the new version now.
web-said-takeover-left = Some cases stayed as they were: nobody said which state takes the place of theirs.
web-home-cases-overdue = { $count ->
    [one] Something is overdue in { $count } case.
   *[other] Something is overdue in { $count } cases.
}
web-home-cases-open = { $count ->
    [one] { $count } case is open.
   *[other] { $count } cases are open.
}

# Consent
web-consents = Consent and sharing
web-consents-none = No consent noted yet.
web-consent-until-day = until { $until }
web-consent-holds = holds
web-consent-withdrawn = withdrawn
web-consent-over = over
web-consent-note = Note consent
web-consent-lead = The person was told what is shared, with whom and why, in a language that they understand, and may say no.
web-consent-agencies = Agencies
web-consent-by = Who consents
web-consent-language = In which language
web-consent-interpreter = Did somebody interpret?
web-consent-assent = Does the child agree?
web-consent-assent-hint = Only for children.
web-consent-assent-child = Asked in words that the child understands. Without the child’s yes this is no consent.
web-consent-assent-yes = the child agrees
web-consent-assent-no = the child does not agree
web-consent-until = Until
web-consent-until-hint = Empty: until it is withdrawn.
web-consent-withdraw = Withdraw
web-consent-withdraw-title = Note that consent was withdrawn
web-consent-withdraw-lead = Agencies that take part by this consent alone see nothing of the case from their next click on. What they wrote stays.
web-case-reason = Reason, when there is no consent
web-case-reason-hint = A second person must confirm it.
web-letting-in = Wants to take part without consent: { $agency }
web-letting-in-why = { $person }: { $reason }
web-letting-in-confirm = Confirm
web-letting-in-refuse = Do not let in
web-letting-in-title = Let in without consent: { $agency }
web-letting-in-lead = It sees the case from now on. Your name stands in the case as the one who confirmed it.
web-letting-in-refuse-lead = The agency is not let in.
web-consent-given = Given by { $by } in { $language }
## One's own account
web-account-title = My account
web-account-sessions = Where you are signed in
web-account-sessions-lead = End what you do not know or no longer use. It takes hold at its next click.
web-account-since = Signed in since { $when }
web-account-this = This browser
web-account-end = End
web-account-end-others = End all others
web-account-password = Change the password
web-account-password-lead = You need the present one. All your other browsers are signed out.
web-account-present = Your present password
web-account-password-save = Save the new password
web-said-session-ended = It is signed out.
web-said-sessions-ended = All others are signed out.
web-said-password-changed = The new password holds from now on. All others are signed out.
web-person-end-sessions = Sign out everywhere
web-said-their-sessions-ended = This person is signed out everywhere.
web-did-session-end = ended a session
web-did-session-end-all = ended all sessions

## Codes of one's phone
web-code = Code
web-code-title = Codes from your phone
web-code-lead = Whoever learns your password still cannot sign in: an authenticator app on your phone makes a new code every 30 seconds.
web-code-on = On
web-code-left = A code is asked for after the password. Recovery codes left: { $count }.
web-code-set-up = Set up codes
web-code-turn-off = Turn codes off
web-code-next = Go on
web-code-scan = Scan this with an authenticator app, then type the code that it shows.
web-code-once = This is shown once. Nobody else should see it.
web-code-picture = Code to scan with an authenticator app
web-code-by-hand = Or type it in
web-code-secret = Key for the authenticator app
web-code-confirm = Turn codes on
web-code-again = Type the code that the app shows now. If it does not have the key, begin again.
web-code-recovery = Your recovery codes
web-code-recovery-lead = Codes are on. If your phone is lost, each of these lets you in once.
web-code-recovery-once = They are shown once. Write them down and keep them apart from your phone.
web-code-recovery-done = I have written them down
web-code-off-lead = Afterwards your password alone lets you in. Type a code of your phone or a recovery code.
web-code-enter-title = Type your code
web-code-enter-lead = Your authenticator app shows it. A recovery code works too.
web-code-lost = Phone and recovery codes lost? Ask whoever keeps accounts in your agency.
web-code-late = That took too long. Please sign in again.
web-said-code-off = Codes are off. Your password alone lets you in.
web-person-reset-code = Turn off lost codes
web-said-code-reset = Codes are off for this person, who is signed out everywhere.
web-did-account-code-begin = began to set up codes
web-did-account-code-on = turned codes on
web-did-account-code-off = turned codes off
web-did-account-code-reset = turned off somebody’s codes
web-did-key-rotate = took another master key into use
web-account-role = Role

# Reports from the public
web-public-title = Tell us
web-public-lead = You do not need to give your name. Nobody is told that you were here.
web-public-danger = In danger now? Call:
web-public-call-1300 = social assistance, day and night, free of charge
web-public-call-191 = police
web-public-calls-source = Numbers in Thailand as known in November 2026; not yet checked by calling them.
web-public-kind = What is it about?
web-public-kind-labour = Forced or unpaid work
web-public-kind-sexual = Sexual exploitation
web-public-kind-sextortion = Threats with pictures or videos
web-public-kind-scam = Scams, made to cheat others
web-public-kind-child-work = A child who works or begs
web-public-kind-job-offer = A job offer that seems wrong
web-public-kind-missing = Somebody is missing
web-public-kind-other = Something else
web-public-is-danger = Is somebody in danger now?
web-public-is-child = Is it about a child?
web-public-told = What is happening?
web-public-told-hint = Write what you know. In your own language is fine.
web-public-place = Where?
web-public-contact = How can we reach you safely?
web-public-contact-hint = Only if you wish an answer there. With the code that you get, you can also come back here.
web-public-send = Send
web-public-sent = Thank you. It is with us.
web-public-sent-lead = People who help read it. Keep the code if you want to see what became of it.
web-public-code-keep = Your code. Keep it where nobody else finds it; it is shown only once.
web-public-have-code = I have a code
web-public-tell = Report something without signing in
web-public-back = Your report
web-public-back-lead = Type the code that you were given.
web-public-code = Code
web-public-look = Look
web-public-code-wrong = There is no report with this code. Check each sign.
web-public-standing-lead = This is how far it is.
web-public-received = We have it. Somebody will read it.
web-public-looked-at = Somebody looks after it.
web-public-done = It was looked after and is closed.
web-public-add = Do you want to add something?
web-public-add-button = Add
web-public-added = It was added.
web-public-no-trace = This page keeps nothing about you on this phone but the language. Press the red button or Esc three times to leave at once.

# The operating centre of cases
web-cases-list = List
web-cases-board = Board
web-cases-map = Map
web-cases-map-lead = Open cases by province, and by the agency that keeps them. What cannot be placed is counted below.
web-cases-map-nowhere = No province is told
web-cases-map-agencies = By agency
web-cases-map-keeper = Keeps them
web-cases-map-table = Open cases by province
web-cases-load = Load
web-cases-none-so = No such case now
web-cases-none-so-text = What stood here was done, or somebody else did it.
web-cases-all = All cases
web-waiting-title = Waiting for you
web-waiting-all = Everything that waits for you
web-waiting-decide = The agencies must meet; you note what they decide.
web-waiting-meet = Agencies must meet
web-waiting-approve = Waits for your approval.
web-waiting-let-in = An agency is to be let in without consent
web-waiting-second = A second person must confirm it.
web-board-lead = Open cases by where they stand. What is due first stands at the top.
web-board-kinds = Kinds of case
web-board-overdue = { $count } overdue
web-board-all = Show all ({ $count })
web-load-title = Who answers for how many cases
web-load-lead = Look here before you give somebody another case.
web-load-nobody = Nobody answers for these
web-load-waiting = Waiting for an approval
web-load-empty = Nobody here works on cases yet
web-load-empty-text = Whoever keeps accounts invites people who do.
web-meeting-title = Meeting
web-meeting-prepare = Prepare a meeting
web-meeting-lead = Choose the cases that come up, up to { $most }. Of the meeting only the decisions that you note in the cases are kept.
web-meeting-awaited = To be decided together
web-meeting-others = Other open cases
web-meeting-make = Make the agenda
web-meeting-none = No case is open
web-meeting-none-text = A meeting goes through open cases. Open one first.
web-meeting-agenda = Meeting of { $day }
web-meeting-agenda-lead = { $count ->
    [one] One case comes up.
   *[other] { $count } cases come up.
 }
web-meeting-agenda-title = Agenda
web-meeting-begin = Begin
web-meeting-choose = Choose other cases
web-meeting-at = { $at } of { $of }
web-meeting-next = Next case
web-meeting-before = Case before
web-meeting-open = Open the case
web-meeting-clocks = Until when
web-meeting-decided = Decided together
web-meeting-undecided = nothing decided yet
web-meeting-steps = Next steps
web-meeting-steps-none = Nothing is open.
web-meeting-today = Decided today
web-meeting-today-none = Nothing was decided today.
web-minutes-to = Go to the minutes
web-minutes-title = Minutes of { $day }
web-minutes-lead = They tell what you may see of each case and name nobody whom a case is about. They are not kept here: print them or save them.
web-minutes-pdf = Save as PDF
web-minutes-day = Day
web-minutes-agency = Agency
web-minutes-by = Made by
web-minutes-cases = Cases
web-minutes-until = until { $day }
web-minutes-confidential = Confidential. Only for those who work on these cases.
web-did-case-list = listed cases
web-did-case-minutes = took minutes of cases away
web-did-case-note = noted for whom cases wait
# Referrals, and cases opened in an emergency
web-referrals = Referrals
web-referrals-lead = What other agencies ask of yours, and what yours asks of them.
web-referrals-received = Asked of us
web-referrals-sent = Asked by us
web-referrals-none = Nothing is asked of you now.
web-referrals-none-text = When another agency asks yours for shelter, care or another service, it stands here with what it shares for that.
web-referrals-sent-none = You asked nothing of other agencies yet.
web-referrals-sent-none-text = Open a case and choose “Ask another agency”.
web-referral-one = Referral
web-referral-ask = Ask another agency
web-referral-ask-lead = It sees what you write here and the records that you choose, and nothing else of the case.
web-referral-agency = Which agency?
web-referral-service = For what?
web-referral-note = What must it know?
web-referral-note-hint = At most { $max } characters. Write only what is needed for this.
web-referral-records = Which records may it read?
web-referral-records-hint = Only until it is done, rejected or taken back.
web-referral-of = { $service } · { $agency }
web-referral-unconfirmed = waits to be confirmed
web-referral-asked = waits for an answer
web-referral-late = answer is late
web-referral-accepted = accepted
web-referral-rejected = rejected
web-referral-done = done
web-referral-revoked = taken back
web-referral-code = Number
web-referral-from = Asked by
web-referral-asked-by = Person to talk to
web-referral-owner = Who does it here
web-referral-said = Answer
web-referral-shared = Shared records
web-referral-shared-none = No record is shared with you now.
web-referral-accept = Accept
web-referral-reject = Reject
web-referral-say-done = Say that it is done
web-referral-why-not = Why not?
web-referral-what = What was done?
web-referral-revoke = Take back
web-referral-revoke-lead = The agency sees nothing of it from its next click on.
web-referral-confirm-lead = The agency sees what is shared from now on. Your name stands in the case as the one who confirmed it.
web-referral-refuse = Do not ask
web-referral-refuse-lead = The agency is not asked.
web-referral-waits = Wants to ask without consent: { $agency }, for { $service }
web-referrals-none-of-case = No other agency was asked for anything yet.
web-referral-by = by { $person }
web-said-referral-accept = You accepted it. The agency that asked is told.
web-said-referral-reject = You rejected it. The agency that asked is told why.
web-said-referral-done = Noted. The agency that asked is told what was done.
web-home-referrals = { $count ->
    [one] One agency waits for your answer
   *[other] { $count } agencies wait for your answer
}
web-home-referrals-late = { $count ->
    [one] One is late
   *[other] { $count } are late
}
web-emergencies = Emergency access
web-emergencies-lead = Cases that somebody opened in an emergency whose agency takes no part in them.
web-emergencies-none = No case was opened in an emergency.
web-emergencies-none-text = When somebody’s safety depends on it and nobody who takes part can be reached, a case can be opened by its code for a short time. Everybody responsible is told at once.
web-emergency-open = Open a case in an emergency
web-emergency-open-lead = You can read it for { $hours } hours and change nothing. Whoever answers for it and the data officer are told at once, with your name and reason.
web-emergency-code-hint = The six letters and digits that the person or the agency has, such as 7K3-9QF.
web-emergency-reason = Why now?
web-emergency-reason-hint = Whoever answers for the case reads it. Do not write more about the person than needed.
web-emergency-until = open until { $time }
web-emergency-unseen = not seen yet
web-emergency-over = over
web-emergency-told = Opened in an emergency: { $code }
web-emergency-notice = Open in an emergency to { $person }, { $agency }
web-emergency-person = Who
web-emergency-day = When
web-emergency-end = End it now
web-emergency-end-lead = The case is closed to this person from their next click on.
web-emergency-see = I have seen it
web-said-emergency-ended = Ended. The case is not open to them any more.
web-said-emergency-seen = Noted that you saw it.
web-did-referral-ask = asked another agency, or took that back
web-did-referral-answer = answered another agency
web-did-referral-read = read a referral
web-did-referral-list = listed referrals
web-did-emergency-open = opened a case in an emergency
web-did-emergency-oversee = ended emergency access
web-did-emergency-see = saw that a case was opened in an emergency
web-did-emergency-list = listed emergency access
web-all-consents = Consents
web-all-consents-lead = Which agencies may see which case, and until when. “Ending soon” is within { $days } days. Codes and agencies only, no names.
web-all-consents-holding = In force
web-all-consents-ending = Ending soon
web-all-consents-over = Over
web-all-consents-withdrawn = Withdrawn
web-all-consents-none = None of these.
web-all-consents-none-text = Consent is noted in a case, for named agencies. It stands here as long as the case does.
web-all-consents-given = given on { $day }
web-did-consent-list = listed consents
web-purpose-title = What do you open this for?
web-purpose-lead = Somebody else answers for it. Your answer is kept in the audit and holds for this and for eight hours.
web-purpose = Purpose
web-purpose-told = Which other?
web-purpose-told-hint = At most { $max } characters, and no names.
web-purpose-open = Open
web-erase = Erase the file for good
web-erase-what = { $records ->
    [one] One record of this file becomes unreadable for everyone, with everything that happened in it, its pictures and its drafts.
   *[other] { $records } records of this file become unreadable for everyone, with everything that happened in it, its pictures and its drafts.
 } Nobody can bring them back. Figures keep what says nothing of a person.
web-erase-ask-lead = A second person must confirm it.
web-erase-people = { $people ->
    [one] One person is part of this file alone: their record goes with it.
   *[other] { $people } people are part of this file alone: their records go with it.
 }
web-erase-ground = Why is it erased?
web-erase-ask = Ask to erase it
web-erase-why = Asked for by { $person }: { $ground }
web-erase-confirm-lead = With this it is gone.
web-erase-confirm = Erase it for good
web-erase-refuse-lead = It stays as it is, and the request is over.
web-erase-refuse = Keep it
web-said-case-erased = The file was erased for good.
web-retention = Files whose time is over
web-retention-lead = Closed files and how long they are kept. “Soon” is within { $days } days. Codes, days and rules only, no names.
web-retention-over = Time is over
web-retention-soon = Soon
web-retention-asked = Waiting for a second person
web-retention-none = None of these.
web-retention-none-text = When the time of a closed file is over, it stands here to be looked at: erased, or kept for longer with a reason.
web-retention-closed = closed on { $day }
web-retention-until = kept until { $day }
web-retention-records = { $records ->
    [one] one record
   *[other] { $records } records
 }
web-retention-choose-all = Choose all on this page
web-retention-people = { $people ->
    [one] one person’s record
   *[other] { $people } people’s records
 }
web-retention-choose-none = Choose none
web-retention-not-alone = You asked for it. Somebody else must confirm it.
web-retention-ask = Ask to erase
web-retention-ask-lead = { $cases ->
    [one] One file
   *[other] { $cases } files
 }: look again whether anybody still needs it. A second person must confirm before anything is erased.
web-retention-keep = Keep for longer
web-retention-keep-lead = { $cases ->
    [one] One file is
   *[other] { $cases } files are
 } kept until the day you choose. Then somebody looks again.
web-retention-keep-until = Keep until
web-retention-keep-why = Why is it still needed? Do not write names.
web-retention-confirm = Erase for good
web-retention-confirm-lead = { $cases ->
    [one] One file becomes
   *[other] { $cases } files become
 } unreadable for everyone. Nobody can bring them back. Figures keep what says nothing of a person.
web-retention-refuse = Do not erase
web-retention-refuse-lead = { $cases ->
    [one] One file stays
   *[other] { $cases } files stay
 } as it is, and the request is over.
web-said-retention-done = Done.
web-said-retention-some = Done for some. Others changed meanwhile or cannot be done; look at what is left.
web-said-retention-nothing = Nothing was chosen that this can be done with.
web-waiting-time-over = Closed files whose time is over
web-waiting-time-over-text = Look at them: erase, or keep for longer
web-waiting-erasing = Files and records wait to be erased
web-waiting-erasing-text = A second person must confirm
web-did-case-retention = listed files by the time for which they are kept

web-provider-use = Sign in with { $provider }
web-provider-lead = Link your account here to yours at { $provider }. From then on you can sign in with it, and your password still works.
web-provider-link = Link to { $provider }
web-provider-link-lead = Say once more who you are. Then sign in at { $provider } with an account that is yours alone: whoever can sign in with it there can sign in as you here.
web-provider-go = Go on to { $provider }
web-provider-since = Linked { $when }, not used yet
web-provider-unlink = End the link to { $provider }
web-provider-unlink-lead = Nobody can sign in to this account by { $provider } any more, and everywhere else it is signed out. The password stays.
web-provider-onward = On to { $provider }
web-provider-returned = Back from { $provider }
web-provider-onward-lead = If nothing happens in a moment, press the button.
web-provider-continue = Continue
web-provider-down = { $provider } cannot be reached now. Sign in another way, or try again in a few minutes.
web-said-provider-linked = Your account is linked. From now on you can sign in this way, too.
web-said-provider-unlinked = The link is ended. Everywhere else you are signed out.
web-said-their-link-ended = The link is ended, and this person is signed out everywhere.
web-did-account-provider-link = linked an account to the identity provider
web-did-account-provider-unlink = ended a link to the identity provider
web-detail-by-provider = by the identity provider

web-passkey-title = Passkeys
web-passkey-lead = Sign in with your finger, your face or the lock of your phone or computer. No password and no code is typed, and no false page can steal one.
web-passkey-add = Add a passkey
web-passkey-name = Name of the passkey
web-passkey-name-hint = So that you know it again, such as “blue phone”.
web-passkey-make-lead = Your phone or computer now asks for your finger, your face or its lock. Use one that is yours alone.
web-passkey-make = Make the passkey
web-passkey-cannot = This browser cannot make passkeys, or scripts are turned off in it. Use another browser, or keep your password and codes.
web-passkey-failed = No passkey answered. Try again, or use your password.
web-passkey-remove = Remove the passkey
web-passkey-remove-lead = It lets nobody in any more. You can also delete it on your phone or computer.
web-passkey-since = Added { $when }, not used yet
web-passkey-use = Use a passkey
web-passkey-no-name = Passkeys need an address with a name. Whoever runs this server can give it one.
web-said-passkey-added = The passkey was added. You can sign in with it now.
web-said-passkey-removed = The passkey was removed.
web-did-account-sign-in = looked after how they sign in
web-did-account-passkey-add = added a passkey
web-did-account-passkey-remove = removed a passkey
web-did-session-open-duress = signed in with their word under duress
web-detail-by-passkey = with a passkey
web-home-quiet = A sign-in needs your attention now
web-duress-title = A word under duress
web-duress-lead = A second password for when somebody forces you to sign in: nothing about anybody can be seen.
web-duress-open = Look after it
web-duress-how = What it does
web-duress-how-opens = Signing in with it looks as always, but there is only an empty start page and help.
web-duress-how-told = The data officer and your director are told quietly when it was used.
web-duress-how-ends = Everywhere else you are signed out, as after half an hour without use.
web-duress-how-passkey = A passkey always opens everything. Whoever may be forced should have none on a phone that others can take.
web-duress-how-provider = Signing in by your office’s identity provider always opens everything, too. Whoever may be forced should not link their account to it.
web-duress-how-choose = Choose one that you remember when you are afraid, and tell nobody.
web-duress-new = New word under duress
web-duress-save = Save the word
web-duress-remove = Remove the word
web-duress-saved = The word is saved. It works from now on.
web-duress-removed = There is no word under duress any more.
web-duress-is-set = You have a word under duress.
web-duress-is-not-set = You have no word under duress yet.

web-persons-title = People
web-persons-for-case = Who is part of the case?
web-persons-for-family = Who belongs to this person?
web-persons-for-same = Which record is of the same person?
web-persons-lead = You find the people whom you work with. Look before you record somebody anew.
web-persons-q = Name, number or code
web-persons-q-hint = In any script; how it sounds is enough.
web-persons-find = Look
web-persons-found = Found
web-persons-nobody = Nobody whom you work with is called so. Try another spelling, or record the person.
web-persons-partly = Not everybody was looked through yet, because the server has just been started. Look again in a minute before you record somebody as new.
web-persons-not-here = Not here yet?
web-person-cases = Cases
web-person-no-cases = Part of no case that you see.
web-person-family = Family and others
web-person-no-family = Nobody was noted yet.
web-person-others = Other records of this person
web-person-known = What is known
web-person-without-name = Name not recorded
web-person-age = { $years } years old
web-person-age-about = about { $years } years old
web-person-relate = Add family or household
web-person-relate-lead = Only who sees both records reads this.
web-person-relate-do = Note it
web-person-relation = What is the other person to this one?
web-person-household = Household
web-person-unrelate = Take away
web-person-unrelate-lead = The relation is not shown any more. No record is changed.
web-person-merge = Recorded twice?
web-person-merge-lead = Compare both. The record that is kept stands for the person; nothing of the other is lost, and this can be taken back.
web-person-merge-do = They are one person
web-person-merge-table = Both records
web-person-question = Question
web-person-kept = Kept
web-person-other = The other
web-person-names = Names
web-person-age-label = Age
web-person-separate = They are two people
web-person-separate-lead = Both records stand for themselves again, each with what was said of it.
web-person-erase = Erase this record for good
web-person-erase-what = What this record says, its pictures and its drafts become unreadable for everyone, and it belongs to nobody and nothing any more. Nobody can bring it back. Figures keep what says nothing of a person.
web-person-erase-others = Other records of this person, which stay
web-person-erase-refuse-lead = The record stays as it is, and the request is over.
web-said-person-erased = The record was erased for good.
web-retention-people-asked = People’s records that wait to be erased
web-person-record = The record and its history
web-person-stands = This person was recorded more than once. You see the record that stands for them.
web-case-people = People
web-case-people-none = Nobody was added yet.
web-case-person-add = Add a person
web-case-person-add-lead = Whoever reads the people of this case reads this record from now on: { $agencies }.
web-case-person-role = As what?
web-case-person-end = Not part of it any more
web-case-person-end-lead = { $person } ({ $role }) leaves the case. Whoever read the record through this case does so no longer.
web-alike-title = Is it one of these?
web-alike-lead = Somebody like this is here already. Nothing was saved yet. A second record of one person splits what is known of them.
web-alike-save = No, save as somebody new
web-alike-choose = It is this person
web-alike-very = Very likely
web-said-person-done = It is noted.
web-said-person-saved = The person was recorded.
web-persons-look = Look for a person
web-persons-nav = People in cases
web-outside-tab = Agencies outside
web-outside-lead = Agencies without accounts here. They can be asked for something in a case and get a locked file.
web-outside-none = None yet. An agency that stands here can be asked for help from a case.
web-outside-list = { $count ->
    [one] One agency outside
   *[other] { $count } agencies outside
 }
web-outside-new = New agency outside
web-outside-add = Add
web-outside-change = Change
web-outside-change-lead = A wrong key locks a file for a stranger. Compare it with the agency on the telephone.
web-outside-save = Save
web-outside-key = Public key
web-outside-key-hint = Begins with age1. Without one, each package gets a passphrase that you say on the telephone.
web-outside-by-key = Locked with its key
web-outside-by-passphrase = Locked with a passphrase each time
web-outside-closed = Not asked any more
web-outside-open = Can it be asked?
web-said-outside = The agency was saved.
web-package = Package
web-package-sent = Package sent, not confirmed
web-package-arrived = Package arrived
web-package-not-yet = Package not made yet
web-package-title = Package for { $agency }
web-package-lead = This and nothing else goes into the file. Read it before you send it.
web-package-what = What goes in
web-package-no-records = No records were chosen. The request alone goes in.
web-package-files = { $count ->
    [0] No files.
    [one] One file, { $kilobytes } kB.
   *[other] { $count } files, { $kilobytes } kB.
 }
web-package-code = Number of the request
web-package-from = From
web-package-to = For
web-package-asked-by = Asked by
web-package-made-by = Made by
web-package-due = Please answer until
web-package-until = Delete at the latest on
web-package-send = Send it
web-package-passphrase = The passphrase of this file. Say it on the telephone, never in the same message as the file.
web-package-passphrase-hint = It is shown only here and kept nowhere. Write it down before you leave this page.
web-package-key = The file is locked with the key of this agency. Only it can open the file.
web-package-step-download = Download the file
web-package-step-send = Send it as you agreed, for example by e-mail or on a stick.
web-package-step-open = The agency opens it with any program for age files: age or rage on a computer (age -d), or an app. Inside is a zip; they open referral.html.
web-package-step-receipt = Inside stands a receipt code. With it they say here that it arrived, and answer.
web-package-no-return = What left cannot be called back. That you downloaded it stands in the case and in the audit.
web-package-download = Download the locked file
web-package-back = Back to the case
web-package-left = A package of this request was downloaded before. Each one has its own receipt code and passphrase.
web-package-revoke-lead = A package of it left already, and what left cannot be called back. Call the agency and ask it to delete the file. From now on its receipt code says that you took it back.
web-package-file-title = Request { $code }
web-package-watermark = Confidential · request { $code } · only for { $agency } · made by { $person } on { $day }
web-package-delete = Delete this file and every copy at the latest on { $day }.
web-package-file-receipt = Please say that it arrived, and answer. Enter this code at
web-package-file-files = Files
web-package-receipt-title = Answer a package
web-package-receipt-lead = Did you receive a locked file from an agency? Enter the receipt code that stands inside it.
web-package-receipt = Receipt code
web-package-receipt-look = Continue
web-package-receipt-wrong = This is not a receipt code, or its time is over. Compare it with the file.
web-package-receipt-of = Request { $code } of { $agency }
web-package-standing-lead = Say how it stands with you. No names, please.
web-package-is-asked = It waits for your answer.
web-package-is-received = You said that it arrived. The answer is open.
web-package-is-accepted = You accepted it.
web-package-is-rejected = You did not accept it. Delete the file.
web-package-is-done = You said that it is done. Delete the file when you need it no longer.
web-package-is-revoked = The agency took it back. Delete the file and every copy.
web-package-is-unconfirmed = It waits to be confirmed.
web-package-answer = Your answer
web-package-answer-received = It arrived; we look at it
web-package-answer-accepted = We do it
web-package-answer-rejected = We cannot do it
web-package-answer-done = It is done
web-package-note = Note
web-package-note-hint = Needed when you cannot do it, or when it is done. At most { $max } characters, no names.
web-package-answer-send = Send the answer
web-package-answer-kept = Thank you. Your answer arrived.
web-public-for = For whom
web-public-for-all = For everyone
web-public-for-children = I am under 18
web-child-title = Tell us what happened
web-child-lead = It is not your fault. You can tell us here. You do not have to say your name.
web-child-lead-short = It is not your fault. Take your time.
web-child-who-reads = Who reads this? People whose work is to help children. They tell only those who must know to help you. Your school and family do not see it here.
web-child-kind = What is it about?
web-child-kind-work = A child must work too much
web-child-kind-touch = Someone touches a child in a wrong way
web-child-kind-pictures = Someone wants pictures, or scares me with pictures
web-child-kind-promise = Someone promises work, money or gifts to go away
web-child-kind-missing = A child is gone
web-child-kind-other = Something else
web-child-danger = Can someone get hurt today?
web-child-danger-yes = Yes. Please call one of the numbers, or go to an adult you trust
web-child-danger-no = No, not today
web-child-danger-unknown = I do not know
web-child-told = What happened? Write it in your own words.
web-child-told-hint = A few words are enough. Mistakes do not matter.
web-child-place = Where is it?
web-child-place-hint = For example a village, a shop, a game or a chat. You can leave it empty.
web-child-contact = How can we talk with you without danger?
web-child-contact-hint = Only if nobody else reads it. You can leave it empty and come back with your code.
web-child-choose = Please choose one.
web-child-write = Please write a few words.
web-child-go-on = Next
web-child-go-back = Back
web-child-send = Send
web-child-have-code = I have a code
web-child-sent = Thank you. You did well.
web-child-sent-lead = What you told us arrived. It is not your fault.
web-child-next = What happens next? A person reads it and thinks about how to help. With the code you can come back and see the answer.
web-child-call-1387 = Childline Thailand: for children, day and night, free
web-child-call-1300 = Government help line, day and night
web-child-calls-source = 1387: Childline Thailand Foundation. 1300: Ministry of Social Development and Human Security. 191: police. As known in November 2026, not checked by calling.
web-export-left-out = Answers that say who somebody is or what happened to them are left out for your role.
web-export-asks = This list holds sensitive answers. You are asked what the file is for.
web-export-purpose-title = What is this file for?
web-export-purpose-lead = It carries a number that leads back to you, and your answer stands in the audit. At most { $max } such records leave a person and day.
web-export-rows = Records
web-export-sensitive = Sensitive answers that go out
web-export-make = Make the file
web-exports = Files taken along
web-exports-lead = Who took which list along, when and for what. A number in a file leads here.
web-exports-none = No file was made yet.
web-exports-none-text = When somebody takes a list along as a file, it stands here.
web-exports-rows = { $count ->
    [one] One record
   *[other] { $count } records
 }
web-exports-sensitive = sensitive

web-home-case-shared = Case { $code } was shared with you; nobody here answers for it yet
web-home-cases-wait = Cases wait for you
web-cases-by-code = Code of a case
web-cases-no-code = There is no case of this code that you may see. Check it with whoever gave it to you.
web-cases-find = Find
web-case-conference-wait = A coordinator notes what the agencies say and decide.
web-case-missing-wait = the agency that keeps the case lets them in
web-case-not-yet-in = Consented, and not yet let in
web-consent-let-in = They take part from now on and read their part of the case
web-consent-then = Then
web-case-nobody-here = Nobody here answers for it yet
web-case-no-consent = No consent noted yet
web-case-no-consent-text = Before another agency takes part, the person says which may know what. Not needed as long as you work alone.
