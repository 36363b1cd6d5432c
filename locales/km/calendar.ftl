# Days seen from today.
calendar-today = ថ្ងៃនេះ
calendar-tomorrow = ថ្ងៃស្អែក
calendar-yesterday = ម្សិលមិញ
calendar-in-days = { $days } ថ្ងៃទៀត
calendar-days-ago = { $days } ថ្ងៃមុន
calendar-on-date = នៅថ្ងៃ { $date }
calendar-due-today = ដល់កំណត់ថ្ងៃនេះ
calendar-due-tomorrow = ដល់កំណត់ថ្ងៃស្អែក
calendar-due-in-days = ដល់កំណត់ក្នុង { $days } ថ្ងៃទៀត
calendar-due-on-date = ដល់កំណត់ថ្ងៃ { $date }
calendar-days-late = យឺត { $days } ថ្ងៃ

# Why a text is not a date or a period.
calendar-empty = មិនទាន់មានកាលបរិច្ឆេទទេ។ សូមសរសេរថ្ងៃ ខែ និងឆ្នាំ ឧទាហរណ៍ 4/7/2019។
calendar-not-a-date = “{ $text }” មិនមែនជាកាលបរិច្ឆេទទេ។ សូមសរសេរថ្ងៃ ខែ និងឆ្នាំ ឧទាហរណ៍ 4/7/2019 ឬ 4 ก.ค. 2562។
calendar-incomplete = “{ $text }” ជាកាលបរិច្ឆេទមិនពេញលេញ។ សូមសរសេរទាំងថ្ងៃ ខែ និងឆ្នាំ។
calendar-no-such-month = “{ $text }”៖ គ្មានខែទី { $month } ទេ។ សូមសរសេរថ្ងៃមុន បន្ទាប់មកខែ រួចឆ្នាំ។
calendar-no-such-day = “{ $text }”៖ ខែនេះក្នុងឆ្នាំនោះគ្មានថ្ងៃទី { $day } ទេ។ សូមកែថ្ងៃ ឬខែ។
calendar-year-out-of-range = “{ $text }”៖ ឆ្នាំ { $year } មិនត្រូវនឹងពុទ្ធសករាជ ឬគ្រិស្តសករាជទេ។ សូមសរសេរឆ្នាំជាលេខបួនខ្ទង់ ដូចជា 2562 ឬ 2019។
calendar-either-era = “{ $text }” អាចមានន័យថា { $common } ឬ { $buddhist }។ សូមសរសេរឆ្នាំជាលេខបួនខ្ទង់។
calendar-exchanged = “{ $text }” មានថ្ងៃ និងខែច្រឡំកន្លែងគ្នា មើលទៅដូចជា { $meant }។ សូមសរសេរថ្ងៃមុន បន្ទាប់មកខែ រួចឆ្នាំ។
calendar-several-days = “{ $text }” មានច្រើនថ្ងៃ ពី { $first } ដល់ { $last }។ សូមសរសេរតែមួយថ្ងៃ។
calendar-not-a-period = “{ $text }” មិនមែនជារយៈពេលទេ។ សូមសរសេរ 2019, 2019-H2, 2019-Q3 ឬ 2019-07 ដោយប្រើឆ្នាំគ្រិស្តសករាជ។
