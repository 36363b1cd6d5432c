# Receiving submissions, files and imports.
collection-id-wrong = លេខសម្គាល់ (id) នៃការបញ្ជូនត្រូវមានអក្សរ លេខ សហសញ្ញា (-) បន្ទាត់ក្រោម (_) ឬសញ្ញា (:) ពី 8 ដល់ { $max } តួ។
collection-kind-unknown = គ្មានទម្រង់ឈ្មោះនេះទេ។ ទម្រង់ត្រូវហៅតាមឈ្មោះកញ្ចប់ និងឈ្មោះរបស់វា ឧទាហរណ៍ prevention/outreach-session។
collection-reason-missing = សូមប្រាប់ហេតុផលដោយពាក្យខ្លីៗ។ ហេតុផលនេះនឹងត្រូវរក្សាទុកជាមួយកំណត់ត្រា។
collection-file-too-large = ឯកសារនេះធំជាង { $megabytes } MB។ សូមជ្រើសរើសឯកសារដែលតូចជាងនេះ។
collection-not-a-picture = ឯកសារនេះមិនមែនជារូបភាពដែលអាចរក្សាទុកបានទេ។ សូមជ្រើសរើសឯកសារ JPEG, PNG ឬ WebP។
collection-picture-broken = ឯកសាររូបភាពនេះខូច ដូច្នេះមិនអាចលុបទីកន្លែងថតបានទេ។ សូមថតម្តងទៀត ឬរក្សាទុករូបជាថ្មី។
collection-import-done = ការនាំចូលនេះត្រូវបានបញ្ជាក់ ឬលុបចោលរួចហើយ។
collection-import-not-confirmed = ការនាំចូលនេះមិនទាន់បានបញ្ជាក់ទេ ដូច្នេះគ្មានអ្វីត្រូវលុបចោលឡើយ។
collection-import-no-column = គ្មានជួរឈរណាឆ្លើយ “{ $question }” ទេ៖ { $problem }
collection-no-instance-id = ការដាក់ស្នើនេះគ្មានលេខសម្គាល់ (meta/instanceID) ទេ ដូច្នេះមិនអាចបែងចែកពីមួយផ្សេងទៀតបានឡើយ។
collection-draft-large = ទម្រង់នេះធំជាង { $kilobytes } kB មិនអាចរក្សាទុកទាំងមិនទាន់ចប់ទេ។ សូមផ្ញើតែម្តង។
collection-draft-many = អ្នកមានទម្រង់មិនទាន់ផ្ញើ { $max } ដែលជាចំនួនច្រើនបំផុត។ សូមផ្ញើ ឬបោះបង់មួយ។
collection-export-busy = កំពុងបង្កើតឯកសារពីបញ្ជីផ្សេងទៀត។ សូមសាកល្បងម្តងទៀតក្នុងមួយនាទី។

desk-version-taken = កំណែ { $version } កំពុងប្រើ ឬធ្លាប់ប្រើ ហើយមានចម្លើយ។ សូមសរសេរកំណែថ្មីក្នុងសន្លឹក settings។
desk-name-too-long = វែងជាង { $limit } បៃ។ សូមធ្វើឱ្យខ្លី។
desk-list-missing = គ្មានបញ្ជី “{ $file }” ទេ។ សូមដាក់ជម្រើសក្នុងសន្លឹក choices។
desk-retyped = ចម្លើយនៃ “{ $question }” ត្រូវបានរក្សាទុកជាប្រភេទផ្សេងក្នុងកំណែដែលកំពុងប្រើ។ សូមដាក់ឈ្មោះសំណួរថ្មី។
desk-form-id-taken = “{ $form }” ជាលេខសម្គាល់នៃទម្រង់ដែលមានក្នុង Saphan រួចហើយ។ សូមដាក់ form_id ផ្សេង។
desk-translation-version = សូមសរសេរកំណែថ្មីដែលខុសពីកំណែនេះ។
desk-translation-empty = តារាងទទេ។
desk-translation-headings = ជួរទីមួយត្រូវមានក្បាល { $headings } និងភាសាក្នុងជួរឈរបន្ទាប់។
desk-translation-language = ទម្រង់គ្មានភាសា “{ $language }” ទេ។
desk-translation-unknown = ទម្រង់គ្មានអត្ថបទ “{ $name }” ទេ។ សូមដកជួរនេះចេញ។
collection-entity-nothing-to-settle = គ្មានអ្វីត្រូវសម្រេចចិត្តនៅទីនោះទៀតទេ។ សូមមើលម្តងទៀត។
