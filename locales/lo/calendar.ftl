# Days seen from today.
calendar-today = ມື້ນີ້
calendar-tomorrow = ມື້ອື່ນ
calendar-yesterday = ມື້ວານນີ້
calendar-in-days = ອີກ { $days } ມື້
calendar-days-ago = { $days } ມື້ກ່ອນ
calendar-on-date = ວັນທີ { $date }
calendar-due-today = ຄົບກຳນົດມື້ນີ້
calendar-due-tomorrow = ຄົບກຳນົດມື້ອື່ນ
calendar-due-in-days = ຄົບກຳນົດໃນອີກ { $days } ມື້
calendar-due-on-date = ຄົບກຳນົດວັນທີ { $date }
calendar-days-late = ກາຍກຳນົດ { $days } ມື້

# Why a text is not a date or a period.
calendar-empty = ຍັງບໍ່ມີວັນທີ. ກະລຸນາຂຽນວັນ, ເດືອນ ແລະ ປີ ເຊັ່ນ 4/7/2019.
calendar-not-a-date = “{ $text }” ບໍ່ແມ່ນວັນທີ. ກະລຸນາຂຽນວັນ, ເດືອນ ແລະ ປີ ເຊັ່ນ 4/7/2019 ຫຼື 4 ก.ค. 2562.
calendar-incomplete = “{ $text }” ເປັນວັນທີທີ່ບໍ່ຄົບ. ກະລຸນາຂຽນທັງວັນ, ເດືອນ ແລະ ປີ.
calendar-no-such-month = “{ $text }”: ບໍ່ມີເດືອນທີ { $month }. ກະລຸນາຂຽນວັນກ່ອນ ແລ້ວຈຶ່ງເດືອນ ແລະ ປີ.
calendar-no-such-day = “{ $text }”: ເດືອນນີ້ໃນປີນັ້ນບໍ່ມີວັນທີ { $day }. ກະລຸນາແກ້ວັນ ຫຼື ເດືອນ.
calendar-year-out-of-range = “{ $text }”: ປີ { $year } ບໍ່ກົງກັບພຸດທະສັກກະລາດ ຫຼື ຄຣິດສັກກະລາດ. ກະລຸນາຂຽນປີສີ່ຕົວເລກ ເຊັ່ນ 2562 ຫຼື 2019.
calendar-either-era = “{ $text }” ອາດໝາຍເຖິງ { $common } ຫຼື { $buddhist }. ກະລຸນາຂຽນປີສີ່ຕົວເລກ.
calendar-exchanged = “{ $text }” ສະຫຼັບວັນກັບເດືອນ ໜ້າຈະໝາຍເຖິງ { $meant }. ກະລຸນາຂຽນວັນກ່ອນ ແລ້ວຈຶ່ງເດືອນ ແລະ ປີ.
calendar-several-days = “{ $text }” ມີຫຼາຍວັນ ແຕ່ { $first } ຫາ { $last }. ກະລຸນາຂຽນວັນດຽວ.
calendar-not-a-period = “{ $text }” ບໍ່ແມ່ນໄລຍະເວລາ. ກະລຸນາຂຽນ 2019, 2019-H2, 2019-Q3 ຫຼື 2019-07 ໂດຍໃຊ້ປີ ຄ.ສ.
