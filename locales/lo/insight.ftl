# Figures.
insight-period-wrong = “{ $period }” ບໍ່ແມ່ນໄລຍະເວລາ. ກະລຸນາຂຽນປີ, ເຄິ່ງປີ, ໄຕມາດ ຫຼື ເດືອນ ເຊັ່ນ 2019, 2019-H2, 2019-Q3 ຫຼື 2019-07.
insight-dimension-unknown = ບໍ່ມີຕົວເລກໃດຂອງແຜນງານນີ້ທີ່ແຍກຕາມ “{ $dimension }” ໄດ້.

insight-province = ແຂວງ
insight-district = ເມືອງ
insight-people = ຈຳນວນຜູ້ເຂົ້າຮ່ວມ
insight-period = ໄລຍະເວລາ
insight-previous = ໄລຍະກ່ອນ
insight-more = ຫຼາຍກວ່າໄລຍະກ່ອນ { $percent }%
insight-less = ໜ້ອຍກວ່າໄລຍະກ່ອນ { $percent }%
insight-same = ເທົ່າກັບໄລຍະກ່ອນ
insight-map-none = ຍັງບໍ່ມີຜູ້ເຂົ້າຮ່ວມໃນໄລຍະນີ້
insight-map-most = { $place } ມີຜູ້ເຂົ້າຮ່ວມຫຼາຍທີ່ສຸດ
insight-map-most-but = { $place } ມີຜູ້ເຂົ້າຮ່ວມຫຼາຍທີ່ສຸດ ສ່ວນ { $other } ຍັງບໍ່ມີ
insight-map-most-many = { $place } ມີຜູ້ເຂົ້າຮ່ວມຫຼາຍທີ່ສຸດ ສ່ວນອີກ { $count } ພື້ນທີ່ຍັງບໍ່ມີ
insight-bars-share = { $title }: { $label } { $share }%
insight-trend = { $title }: { $value } ໃນ { $period }
insight-no-outlines = ຍັງບໍ່ມີເສັ້ນເຂດແດນເມືອງ ແຜນທີ່ຈຶ່ງສະແດງເປັນແຂວງ. ຜູ້ດູແລລະບົບເພີ່ມໄດ້ດ້ວຍ “saphan places import”.
