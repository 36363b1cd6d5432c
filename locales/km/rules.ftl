# ច្បាប់របស់ករណី៖ ដល់ពេលណា និងហេតុអ្វី
rules-days = { $days } ថ្ងៃ
rules-working-days = { $days } ថ្ងៃធ្វើការ
rules-months = { $months } ខែ
rules-why-after = កំណត់ { $due }៖ { $length } បន្ទាប់ពី { $start }។ { $rule }
rules-why-after-unknown-holidays = កំណត់ { $due }៖ { $length } បន្ទាប់ពី { $start }។ ថ្ងៃឈប់សម្រាកឆ្នាំនោះមិនទាន់ប្រកាសទេ ដូច្នេះអាចយឺតជាងនេះ។ { $rule }
rules-kept = { $length } គិតពី { $start }។ { $rule }
rules-why-on = កំណត់ { $due }។ { $rule }
rules-why-yearly = ពី { $opens } ដល់ { $due }។ { $rule }
rules-origin-unreviewed = ប្រភព៖ { $source } ({ $dated })។ ភាពជឿជាក់៖ { $confidence }។ មិនទាន់ពិនិត្យដោយមេធាវី។
rules-origin-reviewed = ប្រភព៖ { $source } ({ $dated })។ ភាពជឿជាក់៖ { $confidence }។ បានពិនិត្យ { $reviewed }។
rules-confidence-low = ទាប
rules-confidence-medium = មធ្យម
rules-confidence-high = ខ្ពស់
rules-hindered = { $why }
rules-conference-first = ត្រូវសម្រេចរួមគ្នាជាមុន៖ { $conference }
