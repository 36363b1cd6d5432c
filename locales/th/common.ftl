# Words that several parts of the interface share.
product-name = สะพาน
count-people = { $count } คน
unknown = ไม่ทราบ
none = ไม่มี
said = { $text }
