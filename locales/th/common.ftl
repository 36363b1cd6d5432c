# Words that several parts of the interface share.
product-name = สะพาน
unknown = ไม่ทราบ
none = ไม่มี
said = { $text }
