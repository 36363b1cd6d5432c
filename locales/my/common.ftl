# Words that several parts of the interface share.
product-name = Saphan
count-people = လူ { $count } ဦး
unknown = မသိရ
none = မရှိ
said = { $text }
