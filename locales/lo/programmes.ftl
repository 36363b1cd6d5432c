# Projects and what a report says of them.
programmes-thailand = ປະເທດໄທ
programmes-summary = ກິດຈະກຳປູກຈິດສຳນຶກ { $sessions } ຄັ້ງ ມີຜູ້ເຂົ້າຮ່ວມ { $people } ຄົນ ໃນ { $provinces } ແຂວງ ໃນນັ້ນເປັນຄູ ແລະ ພໍ່ແມ່ { $adults } ຄົນ.
programmes-summary-none = ບໍ່ມີກິດຈະກຳປູກຈິດສຳນຶກທີ່ບັນທຶກໄວ້ໃນໄລຍະນີ້.
programmes-summary-first = ໄປເຖິງ { $province } ເປັນຄັ້ງທຳອິດ.
programmes-summary-first-many = ໄປເຖິງ { $count } ແຂວງເປັນຄັ້ງທຳອິດ.
programmes-no-note = ບໍ່ມີການບັນທຶກກ່ຽວກັບຈຸດປະສົງນີ້ໃນໄລຍະດັ່ງກ່າວ.
programmes-budget-year = ງົບປະມານປີ { $year }
programmes-source = ກິດຈະກຳ { $sessions } ຄັ້ງທີ່ { $organisation } ບັນທຶກໄວ້ໃນສະພານ.
programmes-note-unknown = { $dimension }: ບໍ່ຮູ້ { $share }% ຂອງຈຳນວນຄົນທີ່ນັບ.
programmes-note-nowhere = ກິດຈະກຳ { $count } ຄັ້ງບໍ່ໄດ້ລະບຸແຂວງ ຈຶ່ງບໍ່ມີຢູ່ໃນແຜນທີ່.
programmes-note-so-far = ໄລຍະນີ້ຍັງບໍ່ທັນສິ້ນສຸດ ຕົວເລກແມ່ນເຖິງ { $date }.

programmes-need-import = ກະລຸນານຳເຂົ້າ “{ $file }” ໃຫ້ສຳເລັດ. ຍັງບໍ່ມີຫຍັງຖືກບັນທຶກ.
programmes-need-list = ໃນລາຍການ “{ $list }” ມີ { $count } ລາຍການທີ່ຂໍ້ມູນບໍ່ກົງກັນ. ກະລຸນາຕັດສິນວ່າອັນໃດຖືກ.
programmes-need-report = ເຮັດບົດລາຍງານຂອງ { $project } ສຳລັບ { $period } ໄດ້ແລ້ວ.
programmes-need-request = { $who } ລໍຖ້າຄຳຕອບຕັ້ງແຕ່ { $date }.
programmes-need-agreement = ຂໍ້ຕົກລົງ “{ $title }” ຈະສິ້ນສຸດວັນທີ { $date }.
programmes-need-money = { $project } ຍັງຂາດ { $amount } ສຳລັບປີ { $year }.
programmes-note-withheld = ຈຳນວນແຕ່ 1 ຫາ { $most } ແລະ ຈຳນວນອື່ນທີ່ອາດເປີດເຜີຍມັນ ບໍ່ສະແດງ ເພາະຈຳນວນໜ້ອຍອາດເຮັດໃຫ້ຈື່ຄົນໄດ້. ສ່ວນທີ່ບໍ່ສະແດງບໍ່ໄດ້ລະບຸຊື່.
programmes-note-counted = { $title }: { $note }
programmes-source-figures = ນັບໃນສະພານຈາກບັນທຶກທີ່ { $organisation } ມີສິດອ່ານ.
programmes-others = ອື່ນໆ
