# Words that several parts of the interface share.
product-name = ສະພານ
unknown = ບໍ່ຮູ້
none = ບໍ່ມີ
said = { $text }
