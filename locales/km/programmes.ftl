# Projects and what a report says of them.
programmes-thailand = ប្រទេសថៃ
programmes-summary = វគ្គផ្សព្វផ្សាយ { $sessions } លើក មានអ្នកចូលរួម { $people } នាក់ ក្នុង { $provinces } ខេត្ត ក្នុងនោះមានគ្រូ និងឪពុកម្តាយ { $adults } នាក់។
programmes-summary-none = គ្មានវគ្គផ្សព្វផ្សាយដែលបានកត់ត្រាសម្រាប់រយៈពេលនេះទេ។
programmes-summary-first = បានទៅដល់ { $province } ជាលើកដំបូង។
programmes-summary-first-many = បានទៅដល់ { $count } ខេត្តជាលើកដំបូង។
programmes-no-note = គ្មានការកត់ត្រាអំពីគោលបំណងនេះក្នុងរយៈពេលនេះទេ។
programmes-budget-year = ថវិកាឆ្នាំ { $year }
programmes-source = វគ្គផ្សព្វផ្សាយ { $sessions } លើកដែល { $organisation } បានកត់ត្រាក្នុង Saphan។
programmes-note-unknown = { $dimension }៖ មិនដឹងចំពោះ { $share }% នៃចំនួនមនុស្សដែលបានរាប់។
programmes-note-nowhere = វគ្គ { $count } លើកមិនមានបញ្ជាក់ខេត្ត ដូច្នេះមិនមាននៅលើផែនទីទេ។
programmes-note-so-far = រយៈពេលនេះមិនទាន់ចប់ទេ តួលេខគិតត្រឹម { $date }។

programmes-need-import = សូមបញ្ចប់ការនាំចូល “{ $file }”។ មិនទាន់មានអ្វីត្រូវបានរក្សាទុកទេ។
programmes-need-list = ក្នុងបញ្ជី “{ $list }” មាន { $count } ដែលមានព័ត៌មានខុសគ្នា។ សូមសម្រេចថាមួយណាត្រូវ។
programmes-need-report = ឥឡូវនេះអាចធ្វើរបាយការណ៍របស់ { $project } សម្រាប់ { $period } បានហើយ។
programmes-need-request = { $who } កំពុងរង់ចាំចម្លើយតាំងពី { $date }។
programmes-need-agreement = កិច្ចព្រមព្រៀង “{ $title }” នឹងផុតកំណត់នៅ { $date }។
programmes-need-money = { $project } នៅខ្វះ { $amount } សម្រាប់ឆ្នាំ { $year }។
programmes-note-withheld = ចំនួនពី 1 ដល់ { $most } និងចំនួនផ្សេងដែលអាចបង្ហាញវា មិនត្រូវបានបង្ហាញទេ ព្រោះចំនួនតិចអាចឲ្យគេស្គាល់បុគ្គល។ ផ្នែកដែលមិនបង្ហាញមិនត្រូវបានដាក់ឈ្មោះទេ។
programmes-note-counted = { $title }៖ { $note }
programmes-source-figures = រាប់ក្នុង Saphan ពីកំណត់ត្រាដែល { $organisation } អាចអានបាន។
programmes-others = ផ្សេងៗ
