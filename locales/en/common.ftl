# Words that several parts of the interface share.
product-name = Saphan
unknown = unknown
none = none
said = { $text }
