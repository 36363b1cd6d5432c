# Words that several parts of the interface share.
product-name = Saphan
unknown = မသိရ
none = မရှိ
said = { $text }
