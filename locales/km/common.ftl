# Words that several parts of the interface share.
product-name = Saphan
count-people = មនុស្ស { $count } នាក់
unknown = មិនដឹង
none = គ្មាន
said = { $text }
