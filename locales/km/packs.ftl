# What can be wrong in a pack. Read by people who write packs.
packs-not-text = ឯកសារនេះមិនមែនជាអត្ថបទ UTF-8 ទេ។ សូមរក្សាទុកជា UTF-8។
packs-unreadable = អានផ្នែកនេះមិនបានទេ៖ { $reason }
packs-missing-file = ខ្វះឯកសារ “{ $file }”។ សូមបន្ថែមវា។
packs-bad-expression = អានកន្សោម “{ $expression }” មិនបានទេ៖ { $reason }
packs-unknown-unit = គ្មានឯកតា “{ $unit }” ទេ។ សូមបន្ថែមក្រោម [units] ឬកែឈ្មោះ។
packs-unknown-class = “{ $class }” មិនមែនជាកម្រិតទិន្នន័យទេ។ សូមសរសេរ public, work, identity ឬ case។
packs-open-brace = ក្នុង “{ $pattern }” មានដង្កៀបបើក តែមិនបានបិទ។
packs-form-name = ទម្រង់ដាក់ឈ្មោះខ្លួនថា “{ $id }” ហើយឯកសារថា “{ $name }”។ សូមដាក់ឈ្មោះឱ្យដូចគ្នា។
packs-no-form = គ្មានទម្រង់ “{ $form }” ទេ។ សូមបន្ថែម forms/{ $form }.md ឬកែឈ្មោះ។
packs-form-without-kind = ទម្រង់ “{ $form }” មិនស្ថិតក្នុងប្រភេទកំណត់ត្រាណាទេ។ សូមបន្ថែម [[kind]] សម្រាប់វា។
packs-no-group = គ្មានក្រុម “{ $group }” ទេ។ សូមបន្ថែម [[group]] ឬកែឈ្មោះ។
packs-no-question = ទម្រង់ “{ $form }” គ្មានសំណួរ “{ $question }” នៅទីនោះទេ។ សូមកែឈ្មោះ។
packs-no-list = គ្មានអ្វីផ្តល់បញ្ជី “{ $list }” ទេ។ បញ្ជីដែលមានគឺ provinces.csv, districts.csv, subdistricts.csv និងបញ្ជីមួយសម្រាប់ប្រភេទកំណត់ត្រានីមួយៗ។
packs-no-indicator = គ្មានសូចនាករ “{ $indicator }” ទេ។ សូមកែឈ្មោះ។
packs-no-dimension = សូចនាករ “{ $indicator }” មិនអាចបែងចែកតាម “{ $dimension }” បានទេ។ សូមបន្ថែមក្រោម “by” ឬកែឈ្មោះ។
packs-dimension-without-name = ការបែងចែក “{ $dimension }” គ្មានឈ្មោះទេ។ សូមបន្ថែមក្រោម [dimensions]។
packs-chart-without-dimension = គំនូសតាងនៃ “{ $indicator }” ត្រូវមាន “by”។
packs-twice = “{ $id }” ត្រូវបានកំណត់ពីរដង។ សូមទុកតែមួយ។
packs-article-name = ឯកសារអត្ថបទត្រូវដាក់ឈ្មោះ <id>.<language>.md ឧទាហរណ៍ counting.en.md។
packs-article-head = អត្ថបទត្រូវចាប់ផ្តើមដោយផ្នែកក្បាល នៅចន្លោះបន្ទាត់ +++ ពីរ។
packs-translation-outdated = អត្ថបទអង់គ្លេសបានផ្លាស់ប្តូរ ក្រោយពេលបកប្រែ។ សូមពិនិត្យការបកប្រែ រួចកំណត់ translates = "{ $fingerprint }"។
packs-text-missing = { $what } មិនទាន់បានសរសេរជា { $language } ទេ។
packs-not-a-date = “{ $text }” មិនមែនជាកាលបរិច្ឆេទទេ។ សូមសរសេរដូចជា 2019-07-04។
packs-case-refusals = ទម្រង់គួរបដិសេធ { $expected } តែបានបដិសេធ { $found }។
packs-case-figure = “{ $indicator }” ក្នុង { $period } គួរជា { $expected } តែជា { $found }។
packs-demo-refused = ទម្រង់បដិសេធកំណត់ត្រា { $id }៖ { $questions }។
packs-bad-mark = “{ $mark }” មិនមែនជាសញ្ញាសម្គាល់នៃ “{ $question }” ទេ។ សូមសរសេរឃ្លាមួយ សញ្ញាស្មើ និងឈ្មោះជម្រើសមួយរបស់វា។
