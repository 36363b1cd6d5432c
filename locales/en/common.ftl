# Words that several parts of the interface share.
product-name = Saphan
count-people = { $count } people
unknown = unknown
none = none
said = { $text }
