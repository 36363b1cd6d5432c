# What can be wrong in a pack. Read by people who write packs.
packs-not-text = This file is not UTF-8 text. Save it as UTF-8.
packs-unreadable = This cannot be read: { $reason }
packs-missing-file = The file “{ $file }” is missing. Add it.
packs-bad-expression = The expression “{ $expression }” cannot be read: { $reason }
packs-unknown-unit = There is no unit “{ $unit }”. Add it under [units] or correct the name.
packs-unknown-class = “{ $class }” is not a class. Write public, work, identity or case.
packs-open-brace = In “{ $pattern }” a brace is opened and not closed.
packs-form-name = The form calls itself “{ $id }” and its file “{ $name }”. Give both the same name.
packs-no-form = There is no form “{ $form }”. Add forms/{ $form }.md or correct the name.
packs-form-without-kind = The form “{ $form }” belongs to no record kind. Add a [[kind]] for it.
packs-no-group = There is no group “{ $group }”. Add a [[group]] or correct the name.
packs-no-question = The form “{ $form }” has no question “{ $question }” there. Correct the name.
packs-no-list = Nobody supplies the list “{ $list }”. Lists are provinces.csv, districts.csv, subdistricts.csv and one for each record kind.
packs-no-indicator = There is no indicator “{ $indicator }”. Correct the name.
packs-no-dimension = The indicator “{ $indicator }” cannot be split by “{ $dimension }”. Add it under “by” or correct the name.
packs-dimension-without-name = The dimension “{ $dimension }” has no name. Add it under [dimensions].
packs-chart-without-dimension = The chart of “{ $indicator }” needs a “by”.
packs-twice = “{ $id }” is defined twice. Keep one.
packs-article-name = An article's file is named <id>.<language>.md, for example counting.en.md.
packs-article-head = An article begins with a head between two lines of +++.
packs-translation-outdated = The English text has changed since this was translated. Check the translation, then set translates = "{ $fingerprint }".
packs-text-missing = { $what } is not written in { $language }.
packs-not-a-date = “{ $text }” is not a date. Write it as 2019-07-04.
packs-case-refusals = The form should refuse { $expected } and refused { $found }.
packs-case-figure = “{ $indicator }” in { $period } should be { $expected } and is { $found }.
packs-demo-refused = The form refuses the record { $id }: { $questions }.
packs-bad-mark = “{ $mark }” is not a mark of “{ $question }”. Write a phrase, an equals sign and the name of one of its choices.
