# Figures.
insight-period-wrong = “{ $period }” មិនមែនជារយៈពេលទេ។ សូមសរសេរឆ្នាំ ឆមាស ត្រីមាស ឬខែ ដូចជា 2019, 2019-H2, 2019-Q3 ឬ 2019-07។
insight-dimension-unknown = គ្មានតួលេខណានៃកម្មវិធីនេះដែលអាចបែងចែកតាម “{ $dimension }” បានទេ។

insight-province = ខេត្ត
insight-district = ស្រុក
insight-people = ចំនួនអ្នកចូលរួម
insight-period = រយៈពេល
insight-previous = រយៈពេលមុន
insight-more = ច្រើនជាងរយៈពេលមុន { $percent }%
insight-less = តិចជាងរយៈពេលមុន { $percent }%
insight-same = ស្មើនឹងរយៈពេលមុន
insight-map-none = មិនទាន់មានអ្នកចូលរួមក្នុងរយៈពេលនេះទេ
insight-map-most = { $place } មានអ្នកចូលរួមច្រើនជាងគេ
insight-map-most-but = { $place } មានអ្នកចូលរួមច្រើនជាងគេ រីឯ { $other } មិនទាន់មានទេ
insight-map-most-many = { $place } មានអ្នកចូលរួមច្រើនជាងគេ រីឯ { $count } តំបន់ទៀតមិនទាន់មានទេ
insight-bars-share = { $title }៖ { $label } { $share }%
insight-trend = { $title }៖ { $value } ក្នុង { $period }
insight-no-outlines = មិនទាន់មានព្រំស្រុកទេ ដូច្នេះផែនទីបង្ហាញតាមខេត្ត។ អ្នកគ្រប់គ្រងប្រព័ន្ធអាចបន្ថែមដោយប្រើ “saphan places import”។
