# What is wrong or odd in a workbook of a form, told to its author with the cell.

# The file and its sheets.
xlsform-at-sheet = { $sheet }
xlsform-at-row = { $sheet } row { $row }
xlsform-at-cell = { $sheet } row { $row }, { $column }
xlsform-no-tables = There are no tables of a form in this file. Use a workbook with a sheet named “survey”, or a text in which a row with the sheet's name comes before each table.
xlsform-no-survey = The workbook has no sheet named “survey”, or it is empty. Add one with the columns type, name and label.
xlsform-no-survey-similar = The workbook has no sheet named “survey”. Is “{ $similar }” meant? Rename it.
xlsform-sheet-similar = There is no sheet named “{ $sheet }”. If “{ $similar }” is meant, rename it; if not, put an underscore before its name.
xlsform-no-choices-sheet = This question needs a sheet named “{ $sheet }” with the columns list_name, name and label. Add it.
xlsform-no-choices-sheet-similar = This question needs a sheet named “{ $sheet }”. Is “{ $similar }” meant? Rename it.
xlsform-too-many-rows = The survey has more than { $most } rows. Split the form.
xlsform-too-many-languages = The sheet has more than { $most } languages. Keep those that people read.
xlsform-too-many-texts = The form has more than { $most } texts in all its languages. Split the form.
xlsform-too-large = The form becomes too large when it is written out. Shorten names, or split the form.
xlsform-column-missing = The column “{ $column }” is missing. Add it to the first row.
xlsform-heading-unfinished = The heading “{ $column }” has nothing after its colons. Write the language or name that belongs there, or remove the colons.
xlsform-heading-twice = The heading “{ $column }” stands twice. Rename or remove one of the columns.
xlsform-heading-same = “{ $column }” and “{ $other }” are two names of the same column. Rename or remove one of them.
xlsform-heading-missing = “{ $cell }” stands under no heading. Give the column a heading, or remove the cell.
xlsform-prefix = The prefix in “{ $column }” is not declared, so this column is left out. Declare it in the column namespaces of the settings.
xlsform-attribute-heading = “{ $column }” cannot be the name of an attribute, so this column is left out. Use letters, digits, underscores, hyphens and points, and no spaces.
xlsform-choice-heading = “{ $column }” cannot be the name of a column of choices, so it is left out. Use letters, digits, underscores, hyphens and points, and no spaces.
xlsform-translation-missing = These columns are missing for the language “{ $language }”: { $columns }.
xlsform-language-code = The language “{ $language }” has no code that programs know. Write the code in brackets after it, for example ไทย (th).

# Settings.
xlsform-root-name = “{ $name }” cannot be the name of the form's root. Start with a letter or underscore and use only letters, digits, underscores, hyphens and points.
xlsform-two-form-ids = There are both form_id and id_string; id_string is left out. Remove one of them.
xlsform-encryption-needs-id = A form with a public_key needs the instanceID. Remove omit_instanceID.

# Rows of the survey.
xlsform-disabled = The column “disabled” is no longer part of the standard. Use relevant instead.
xlsform-row-skipped = This row has no type, name or label and is left out. Fill it in, or clear it.
xlsform-type-missing = The type is missing. Write what kind of question this is, for example text.
xlsform-unknown-type = “{ $type }” is not a type of question. Look up the types of XLSForm, for example text, integer or select_one.
xlsform-unknown-type-suggest = “{ $type }” is not a type of question. Did you mean { $suggestion }?
xlsform-type-without-list = “{ $type }” needs the name of a list of choices after it.
xlsform-device-id = Most phones do not tell “{ $type }” any more. Use deviceid, or leave it out.
xlsform-name-missing = The name is missing. Give this row a name.
xlsform-bad-name = “{ $name }” cannot be a name. Start with a letter or underscore and use only letters, digits, underscores, hyphens and points.
xlsform-name-prefix = The prefix in “{ $name }” is not declared. Declare it in the column namespaces of the settings, or leave it out.
xlsform-name-too-long = The name is longer than { $most } bytes. Shorten it.
xlsform-name-meta = The name “meta” belongs to the form itself. Choose another.
xlsform-name-twice = The name “{ $name }” is used twice in the same section. Choose another.
xlsform-name-case = “{ $name }” differs from another name only in capital letters, which some programs do not tell apart. Choose another.
xlsform-label-missing = “{ $name }” has no label and no hint, so nobody is told what is asked. Write one.
xlsform-calculation-missing = “{ $name }” is worked out but has no calculation. Write one.
xlsform-big-image = “{ $name }” has a big-image and no image. Give it an image too.
xlsform-media-kind = “{ $kind }” cannot be shown with a label. Use image, big-image, audio or video.
xlsform-max-pixels = Pictures are sent at full size. Write max-pixels=1024 in the parameters to send them faster.

# Sections.
xlsform-end-without-begin = This ends a { $kind } that was not begun here. Begin it, or remove this row.
xlsform-begin-without-end = The { $kind } “{ $name }” is begun but never ended. End it.
xlsform-too-deep = Sections stand inside one another more than { $most } deep. Make them flatter.
xlsform-repeat-root-name = The repeat “{ $name }” has the name of the form's root. Choose another.
xlsform-repeat-twice = More than one repeat is named “{ $name }”. Names of repeats must differ in the whole form; rename one.
xlsform-repeat-label-missing = The repeat “{ $name }” has no label; people will not know what they add.
xlsform-loop-without-list = This loop needs the name of a list of choices after it.
xlsform-loop-choice-name = The choice “{ $name }” cannot be the name of a group in this loop. Start with a letter or underscore and use only letters, digits, underscores, hyphens and points.
xlsform-loop-percent = In a loop, “%” may only stand in %(name)s and %(label)s; write %% for the sign itself. In: { $text }
xlsform-loop-too-large = The loops of this form become more than { $most } questions. Shorten their lists.
xlsform-table-list-filter = The choices of the first question in a table cannot be filtered. Remove the filter, or the appearance table-list.
xlsform-table-list-lists = All questions of a table need the same list; this one has “{ $list }” and the first “{ $other }”.

# Choices.
xlsform-no-list = There is no list “{ $list }” on the choices sheet. Add it, or check how it is written.
xlsform-list-case = There is no list “{ $list }” on the choices sheet. Did you mean “{ $known }”?
xlsform-list-file = “{ $file }” is no file of choices. Its name must end in .csv, .xml or .geojson, with no other point in it.
xlsform-no-external-list = There is no list “{ $list }” on the sheet external_choices. Add it, or check how it is written.
xlsform-external-without-filter = A select_one_external is meant to be filtered. Write a choice_filter, or use select_one.
xlsform-no-osm-list = There is no list “{ $list }” on the sheet osm. Add it, or check how it is written.
xlsform-choice-name-missing = The choice has no name. Give it one.
xlsform-choice-label-missing = The choice “{ $name }” has no label; people will see its name.
xlsform-choice-twice = The choice “{ $name }” stands twice in the list “{ $list }”. Rename one, or set allow_choice_duplicates to yes in the settings.
xlsform-choice-space = “{ $name }” in the list “{ $list }” has a space, so it cannot be one of several answers (survey row { NUMBER($row, useGrouping: "false") }). Use an underscore instead.
xlsform-or-other-filter = or_other does not go together with a choice_filter. Add a choice “other” and a question for it instead.
xlsform-or-other-file = or_other needs a list on the choices sheet. Add a choice “other” to the file and a question for it instead.
xlsform-or-other-languages = or_other adds the choice “Other” and its question in English only. Add a choice “other” and a question for it instead.
xlsform-search-file = “{ $name }” takes its choices from a file and searches too. Use one of the two.
xlsform-search-mixed = “{ $name }” searches the list “{ $list }”, and “{ $other }” does not. Use search() in both, or give one of them another list.

# Parameters.
xlsform-parameters = Parameters are written like “start=1 end=10”, not: { $text }
xlsform-parameter-unknown = This type of question has no parameter “{ $name }”. It has: { $accepted }.
xlsform-parameter-one-of = “{ $value }” is no value of the parameter { $name }. Use one of: { $accepted }.
xlsform-parameter-integer = The parameter { $name } must be a whole number, not “{ $value }”.
xlsform-parameter-negative = The parameter { $name } must not be less than zero.
xlsform-parameter-number = The parameter { $name } must be a number, not “{ $value }”.
xlsform-parameter-name = “{ $value }” cannot be the name of a column in the file (parameter { $name }). Start with a letter or underscore and use only letters, digits, underscores, hyphens and points.
xlsform-seed = The parameter seed must be a number or a reference to a question, not “{ $value }”.
xlsform-seed-without-randomize = A seed has no use without randomize=true. Add it, or remove the seed.
xlsform-app = “{ $value }” is not the name of an Android app. Such names have parts with points between them, for example org.example.camera.
xlsform-reference-geometry = “{ $name }” is no list, no file and no repeat of this form, so it cannot be shown on the map.
xlsform-audit-name = The audit is always named audit. Leave the name blank.
xlsform-audit-location = To note places, the audit needs all of location-priority, location-min-interval and location-max-age.
xlsform-audit-age = location-max-age must not be less than location-min-interval.
xlsform-range-appearance = The parameter { $name } only goes together with the appearances vertical and no-ticks, or with none.
xlsform-range-zero = The parameter { $name } must not be zero.
xlsform-range-larger = The parameter { $name } is larger than the distance from start to end.
xlsform-range-multiple = The parameter { $name } must fall on a step.
xlsform-range-outside = The parameter { $name } must be between start and end.
xlsform-range-label-number = “{ $value }” in the list “{ $list }” is not a number, so it cannot label a tick.
xlsform-range-label-outside = “{ $value }” in the list “{ $list }” is not between start and end.
xlsform-range-label-multiple = “{ $value }” in the list “{ $list }” does not fall on a tick; count from start in steps of { $name }.
xlsform-range-label-ends = Without ticks, only start and end can be labelled. Leave just these two in the list “{ $list }”.

# References and triggers.
xlsform-reference-malformed = A reference is a dollar sign with a question's name in braces right after it, and nothing else in them. Check: { $text }
xlsform-reference-unknown = There is no question “{ $name }” in the survey.
xlsform-reference-case = There is no question “{ $name }” in the survey. Did you mean “{ $known }”?
xlsform-reference-ambiguous = More than one row is named “{ $name }”, so a reference to it is not clear. Rename one of them.
xlsform-trigger-comma = Put a comma between the questions that trigger this one: { $text }
xlsform-trigger-unseen = “{ $name }” is never shown, so it cannot trigger this question. Choose a question that people answer.
xlsform-background-trigger = A background-geopoint needs a trigger: the question at which the place is noted.
xlsform-background-calculation = A background-geopoint cannot have a calculation. Remove it.
xlsform-instance-twice = “{ $name }” would be both { $address } and { $other }. Rename one of the files.
xlsform-instance-list = The list “{ $name }” has the name of the file { $address }. Rename one of them.
xlsform-external-twice = There is more than one file “{ $name }”. Remove one of these rows.

# Entities.
xlsform-entity-column = The entities sheet has no column “{ $column }”. Check how it is written, or remove it.
xlsform-entity-name-missing = The list_name is missing. Write which list these entities are in.
xlsform-entity-underscores = “{ $name }” must not begin with two underscores; such names belong to the system.
xlsform-entity-point = “{ $name }” must not have a point in it.
xlsform-entity-twice = The list “{ $name }” stands twice on the entities sheet. Remove one of the rows.
xlsform-entity-update-without-id = To change entities of “{ $name }”, write in entity_id which one; to make new ones, use create_if instead of update_if.
xlsform-entity-create-with-id = Entities of “{ $name }” have an entity_id and a create_if, so update_if is needed too; to make new ones only, remove entity_id.
xlsform-entity-label-missing = New entities of “{ $name }” need a label. Write one, or an entity_id when they are only changed.
xlsform-entity-no-room = Each section can hold one entity, and those in “{ $scope }” are taken by the entity in row { NUMBER($row, useGrouping: "false") }. Move its questions into a group of their own.
xlsform-entity-scope-saved = The list “{ $list }” is also spoken of in “{ $other }”, and this row is in “{ $scope }”. Copy the answer there with a calculate, and save that.
xlsform-entity-scope-named = The list “{ $list }” is also spoken of in “{ $other }”, and “{ $question }” is in “{ $scope }”. Copy the answer there with a calculate, and name that.
xlsform-save-to-without-entities = To save answers as properties of an entity, add a sheet named “entities” with a row for its list.
xlsform-save-to-signs = There may be one # in save_to, between list and property: { $text }
xlsform-save-to-which = There is more than one list of entities. Write the list before the property, with # between them: list#property.
xlsform-save-to-unknown-list = There is no list “{ $list }” on the entities sheet. Add it, or check how it is written.
xlsform-save-to-section = Only answers can be saved as properties, not groups and repeats. Remove save_to here.
xlsform-save-to-twice = The property “{ $property }” is already saved in row { NUMBER($row, useGrouping: "false") }. Choose another.
xlsform-save-to-empty = The name of the property is missing after #.
xlsform-save-to-reserved = The property cannot be named “{ $name }”; name and label belong to every entity. Choose another.
