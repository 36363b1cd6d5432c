# What can be wrong in a pack. Read by people who write packs.
packs-not-text = ໄຟລ໌ນີ້ບໍ່ແມ່ນຂໍ້ຄວາມແບບ UTF-8. ກະລຸນາບັນທຶກເປັນ UTF-8.
packs-unreadable = ອ່ານສ່ວນນີ້ບໍ່ໄດ້: { $reason }
packs-missing-file = ບໍ່ພົບໄຟລ໌ “{ $file }”. ກະລຸນາເພີ່ມໄຟລ໌ນີ້.
packs-bad-expression = ອ່ານສຳນວນ “{ $expression }” ບໍ່ໄດ້: { $reason }
packs-unknown-unit = ບໍ່ມີຫົວໜ່ວຍ “{ $unit }”. ກະລຸນາເພີ່ມໃນ [units] ຫຼື ແກ້ຊື່.
packs-unknown-class = “{ $class }” ບໍ່ແມ່ນລະດັບຂໍ້ມູນ. ກະລຸນາໃຊ້ public, work, identity ຫຼື case.
packs-open-brace = ໃນ “{ $pattern }” ມີວົງປີກກາທີ່ເປີດແຕ່ບໍ່ໄດ້ປິດ.
packs-form-name = ແບບຟອມໃຊ້ຊື່ “{ $id }” ແຕ່ໄຟລ໌ໃຊ້ຊື່ “{ $name }”. ກະລຸນາຕັ້ງຊື່ໃຫ້ກົງກັນ.
packs-no-form = ບໍ່ມີແບບຟອມ “{ $form }”. ກະລຸນາເພີ່ມ forms/{ $form }.md ຫຼື ແກ້ຊື່.
packs-form-without-kind = ແບບຟອມ “{ $form }” ບໍ່ໄດ້ຢູ່ໃນປະເພດລາຍການໃດ. ກະລຸນາເພີ່ມ [[kind]].
packs-no-group = ບໍ່ມີກຸ່ມ “{ $group }”. ກະລຸນາເພີ່ມ [[group]] ຫຼື ແກ້ຊື່.
packs-no-question = ແບບຟອມ “{ $form }” ບໍ່ມີຄຳຖາມ “{ $question }” ຢູ່ບ່ອນນັ້ນ. ກະລຸນາແກ້ຊື່.
packs-no-list = ບໍ່ມີຫຍັງໃຫ້ລາຍຊື່ “{ $list }”. ລາຍຊື່ທີ່ໃຊ້ໄດ້ແມ່ນ provinces.csv, districts.csv, subdistricts.csv ແລະ ລາຍຊື່ຂອງແຕ່ລະປະເພດລາຍການ.
packs-no-indicator = ບໍ່ມີຕົວຊີ້ວັດ “{ $indicator }”. ກະລຸນາແກ້ຊື່.
packs-no-dimension = ຕົວຊີ້ວັດ “{ $indicator }” ແຍກຕາມ “{ $dimension }” ບໍ່ໄດ້. ກະລຸນາເພີ່ມໃນ “by” ຫຼື ແກ້ຊື່.
packs-dimension-without-name = ມິຕິ “{ $dimension }” ຍັງບໍ່ມີຊື່. ກະລຸນາເພີ່ມໃນ [dimensions].
packs-chart-without-dimension = ແຜນພູມຂອງ “{ $indicator }” ຕ້ອງລະບຸ “by”.
packs-twice = “{ $id }” ຖືກກຳນົດສອງເທື່ອ. ກະລຸນາເຫຼືອໄວ້ອັນດຽວ.
packs-article-name = ໄຟລ໌ບົດຄວາມຕັ້ງຊື່ເປັນ <id>.<language>.md ເຊັ່ນ counting.en.md.
packs-article-head = ບົດຄວາມຕ້ອງຂຶ້ນຕົ້ນດ້ວຍສ່ວນຫົວລະຫວ່າງແຖວ +++ ສອງແຖວ.
packs-translation-outdated = ຂໍ້ຄວາມພາສາອັງກິດປ່ຽນໄປຫຼັງຈາກແປ. ກະລຸນາກວດຄຳແປ ແລ້ວຕັ້ງ translates = "{ $fingerprint }".
packs-text-missing = { $what } ຍັງບໍ່ມີໃນພາສາ { $language }.
packs-not-a-date = “{ $text }” ບໍ່ແມ່ນວັນທີ. ກະລຸນາຂຽນແບບ 2019-07-04.
packs-case-refusals = ແບບຟອມຄວນປະຕິເສດ { $expected } ແຕ່ປະຕິເສດ { $found }.
packs-case-figure = “{ $indicator }” ໃນ { $period } ຄວນເປັນ { $expected } ແຕ່ໄດ້ { $found }.
packs-demo-refused = ແບບຟອມປະຕິເສດລາຍການ { $id }: { $questions }.
packs-bad-mark = “{ $mark }” ບໍ່ແມ່ນເຄື່ອງໝາຍຂອງ “{ $question }”. ກະລຸນາຂຽນວະລີ, ເຄື່ອງໝາຍເທົ່າກັບ ແລະ ຊື່ຕົວເລືອກໜຶ່ງຂອງຄຳຖາມນັ້ນ.
