# Why nothing can be read.
registers-nothing-written = ឯកសារតារាងនេះគ្មានសរសេរអ្វីទេ។
registers-no-header = រកមិនឃើញជួរដេកចំណងជើងទេ។ ជួរដេកមួយនៅខាងលើកំណត់ត្រា ត្រូវប្រាប់ឈ្មោះជួរឈរ ដូចជា { $wanted }។

# Problems at a cell.
registers-answer-missing = { $question }៖ មិនទាន់បានសរសេរនៅទីនេះទេ តែវាចាំបាច់។ សូមបំពេញក្រឡានេះ។
registers-no-column = { $question }៖ សន្លឹកនេះគ្មានជួរឈរសម្រាប់វាទេ តែវាចាំបាច់។ សូមជ្រើសរើសជួរឈរ ឬបន្ថែមជួរឈរមួយក្នុងសន្លឹក។
registers-answer-unspecified = { $question }៖ គ្មានសរសេរអ្វីទេ ដូច្នេះយកជា “{ $choice }”។
registers-unknown-choice = { $question }៖ “{ $found }” មិនមានក្នុងជម្រើសទេ។ សូមប្រើជម្រើសណាមួយដែលមាន។
registers-choice-guessed = “{ $found }” ត្រូវបានអានជា “{ $choice }”។
registers-choice-from-text = { $question }៖ គ្មានសរសេរអ្វីទេ ដូច្នេះយក “{ $choice }” តាម “{ $found }”។
registers-place-from-text = សន្លឹកនេះគ្មានជួរឈរខេត្តទេ ដូច្នេះយកតាម “{ $text }”។
registers-formula-error = រូបមន្តក្នុងក្រឡានេះមានកំហុស { $found }។ សូមកែរូបមន្ត ឬវាយតម្លៃចូល។
registers-not-a-number = “{ $found }” មិនមែនជាលេខទេ។ សូមសរសេរតែលេខ។
registers-not-a-whole-number = “{ $found }” មិនមែនជាចំនួនគត់ទេ។ សូមសរសេរតែលេខ។
registers-not-a-count = “{ $found }” មិនមែនជាចំនួនមនុស្សទេ។ សូមសរសេរចំនួនគត់ ឬ “-” បើគ្មាន។
registers-nobody-counted = ជួរដេកនេះគ្មានចំនួនអ្នកចូលរួមទេ។
registers-only-total = មានសរសេរតែចំនួនសរុប { $total } ដូច្នេះរាប់ដោយមិនបែងចែកក្រុមមនុស្ស។
registers-total-differs = ចំនួនសរុបសរសេរថា { $total } តែជួរឈរបូកគ្នាបាន { $sum }។ បានរាប់តាមជួរឈរ។
registers-unknown-category = “{ $found }” មិនមានក្នុងក្រុមមនុស្សទេ។ សូមប្រើក្រុមណាមួយក្នុងទម្រង់។
registers-category-unspecified = { $question }៖ សន្លឹកមិនបានបញ្ជាក់ទេ ដូច្នេះរាប់ជា “{ $choice }”។
registers-duplicate = កំណត់ត្រាដដែលមាននៅជួរដេកទី { $row } នៃសន្លឹក “{ $sheet }”។ បានយកតែម្តង។

# Dates that needed a guess.
registers-date-two-digit-year = ក្នុងតារាងគឺ { $found } ត្រូវបានអានជា { $date } ព្រោះឆ្នាំទំនងជាបានវាយជាពុទ្ធសករាជពីរខ្ទង់។
registers-date-several-days = “{ $text }” មានច្រើនថ្ងៃ ដូច្នេះយកថ្ងៃទីមួយ គឺ { $date }។
registers-date-too-early = { $date } យូរពេកហើយ។ សូមកែឆ្នាំ។
registers-date-too-late = { $date } ក្រោយ { $latest }។ សូមកែកាលបរិច្ឆេទ។
registers-month-first = កាលបរិច្ឆេទក្នុង “{ $heading }” សរសេរខែមុន ហើយត្រូវបានអានតាមនោះ។

# Columns and rows that are not read.
registers-column-not-read = ជួរឈរ “{ $heading }” មិនត្រូវបានអានទេ។ បើត្រូវការ សូមជ្រើសរើសថាវាមានអ្វី។
registers-skip-blank = ជួរដេកទទេ
registers-skip-header = ចំណងជើងដដែល
registers-skip-total = សរុប
registers-skip-sub-heading = “{ $text }” ជាចំណងជើងរង ឬកំណត់សម្គាល់
