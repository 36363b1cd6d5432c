# What can go wrong in counting.
stats-expression = រាប់ “{ $indicator }” មិនបានទេ៖ អាន { $part } របស់វាមិនបាន ({ $reason })។ សូមប្រាប់អ្នកថែទាំទម្រង់ឱ្យកែ។
stats-not-a-number = រាប់ “{ $indicator }” មិនបានទេ៖ { $part } របស់វាគឺ “{ $text }” ដែលមិនមែនជាលេខ។ សូមកែកំណត់ត្រាដែលសរសេរដូច្នេះ។
stats-not-a-date = រាប់ “{ $indicator }” មិនបានទេ៖ កំណត់ត្រាមួយមានកាលបរិច្ឆេទ “{ $text }” ដែលមិនមែនជាកាលបរិច្ឆេទ។ សូមកែកំណត់ត្រានោះ។
