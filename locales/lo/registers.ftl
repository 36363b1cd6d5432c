# Why nothing can be read.
registers-nothing-written = ໄຟລ໌ຕາຕະລາງນີ້ບໍ່ມີຂໍ້ມູນ.
registers-no-header = ບໍ່ພົບແຖວຫົວຕາຕະລາງ. ຄວນມີແຖວໜຶ່ງຢູ່ເໜືອລາຍການທີ່ບອກຊື່ຖັນ ເຊັ່ນ { $wanted }.

# Problems at a cell.
registers-answer-missing = { $question }: ຍັງບໍ່ໄດ້ຂຽນ ແຕ່ຈຳເປັນຕ້ອງມີ. ກະລຸນາຕື່ມໃສ່ຫ້ອງນີ້.
registers-no-column = { $question }: ແຜ່ນງານບໍ່ມີຖັນນີ້ ແຕ່ຈຳເປັນຕ້ອງມີ. ກະລຸນາເລືອກຖັນ ຫຼື ເພີ່ມຖັນໃນແຜ່ນງານ.
registers-answer-unspecified = { $question }: ບໍ່ໄດ້ຂຽນໄວ້ ຈຶ່ງຖືວ່າເປັນ “{ $choice }”.
registers-unknown-choice = { $question }: “{ $found }” ບໍ່ກົງກັບຕົວເລືອກໃດ. ກະລຸນາໃຊ້ຕົວເລືອກທີ່ມີ.
registers-choice-guessed = ອ່ານ “{ $found }” ເປັນ “{ $choice }”.
registers-choice-from-text = { $question }: ບໍ່ໄດ້ຂຽນໄວ້ ຈຶ່ງໃຊ້ “{ $choice }” ຕາມ “{ $found }”.
registers-place-from-text = ແຜ່ນງານບໍ່ມີຖັນແຂວງ ຈຶ່ງໃຊ້ຕາມ “{ $text }”.
registers-formula-error = ສູດໃນຫ້ອງນີ້ຜິດພາດ { $found }. ກະລຸນາແກ້ສູດ ຫຼື ພິມຄ່າໃສ່.
registers-not-a-number = “{ $found }” ບໍ່ແມ່ນຕົວເລກ. ກະລຸນາຂຽນສະເພາະຕົວເລກ.
registers-not-a-whole-number = “{ $found }” ບໍ່ແມ່ນຈຳນວນເຕັມ. ກະລຸນາຂຽນສະເພາະຕົວເລກ.
registers-not-a-count = “{ $found }” ບໍ່ແມ່ນຈຳນວນຄົນ. ກະລຸນາຂຽນຈຳນວນເຕັມ ຫຼື “-” ຖ້າບໍ່ມີ.
registers-nobody-counted = ແຖວນີ້ບໍ່ມີຈຳນວນຜູ້ເຂົ້າຮ່ວມ.
registers-only-total = ມີແຕ່ຍອດລວມ { $total } ຈຶ່ງນັບໂດຍບໍ່ແຍກກຸ່ມຄົນ.
registers-total-differs = ຍອດລວມຂຽນວ່າ { $total } ແຕ່ຖັນຕ່າງໆລວມກັນໄດ້ { $sum }. ຈຶ່ງນັບຕາມຖັນ.
registers-unknown-category = “{ $found }” ບໍ່ກົງກັບກຸ່ມຄົນໃດ. ກະລຸນາໃຊ້ກຸ່ມທີ່ມີໃນແບບຟອມ.
registers-category-unspecified = { $question }: ແຜ່ນງານບໍ່ໄດ້ບອກ ຈຶ່ງນັບເປັນ “{ $choice }”.
registers-duplicate = ລາຍການດຽວກັນຢູ່ແຖວ { $row } ຂອງແຜ່ນງານ “{ $sheet }” ແລ້ວ. ຈຶ່ງນັບເທື່ອດຽວ.

# Dates that needed a guess.
registers-date-two-digit-year = ໃນຕາຕະລາງແມ່ນ { $found } ຈຶ່ງອ່ານເປັນ { $date } ເພາະໜ້າຈະພິມປີ ພ.ສ. ສອງຕົວເລກ.
registers-date-several-days = “{ $text }” ມີຫຼາຍວັນ ຈຶ່ງໃຊ້ວັນທຳອິດ ແມ່ນ { $date }.
registers-date-too-early = { $date } ດົນເກີນໄປ. ກະລຸນາແກ້ປີ.
registers-date-too-late = { $date } ຢູ່ຫຼັງ { $latest }. ກະລຸນາແກ້ວັນທີ.
registers-month-first = ວັນທີໃນ “{ $heading }” ຂຽນເດືອນກ່ອນ ຈຶ່ງອ່ານຕາມນັ້ນ.

# Columns and rows that are not read.
registers-column-not-read = ບໍ່ໄດ້ອ່ານຖັນ “{ $heading }”. ຖ້າຈຳເປັນ ກະລຸນາເລືອກວ່າຖັນນີ້ແມ່ນຫຍັງ.
registers-skip-blank = ແຖວວ່າງ
registers-skip-header = ຫົວຕາຕະລາງຊ້ຳ
registers-skip-total = ຍອດລວມ
registers-skip-sub-heading = “{ $text }” ເປັນຫົວຂໍ້ຍ່ອຍ ຫຼື ໝາຍເຫດ
