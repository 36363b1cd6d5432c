# Words that several parts of the interface share.
product-name = Saphan
unknown = មិនដឹង
none = គ្មាន
said = { $text }
