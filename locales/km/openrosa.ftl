# អ្វីដែលប្រាប់អ្នកកាន់ទូរស័ព្ទដែលមាន ODK Collect។
openrosa-received = បានទទួល និងរក្សាទុករួចហើយ។
openrosa-unknown-device = ប្រព័ន្ធមិនស្គាល់ទូរស័ព្ទនេះទេ ឬវាត្រូវបានដកសិទ្ធិ។ សូមកំណត់វាឡើងវិញនៅទំព័រ “ទូរស័ព្ទ” នៃគណនីរបស់អ្នក។
openrosa-problem = { $question }: { $problem }
openrosa-more = … និង { $count } ទៀត។
openrosa-no-form = គ្មានទម្រង់ “{ $form }” នៅទីនេះទេ។ សូមធ្វើបច្ចុប្បន្នភាពបញ្ជីទម្រង់នៅលើទូរស័ព្ទ។
openrosa-too-large = នេះធំជាង { $megabytes } MB ដែលអាចផ្ញើបានក្នុងពេលតែមួយ។
