# Receiving submissions, files and imports.
collection-id-wrong = ລະຫັດ (id) ຂອງຂໍ້ມູນທີ່ສົ່ງ ຕ້ອງມີຕົວອັກສອນ, ຕົວເລກ, ຂີດ (-), ຂີດກ້ອງ (_) ຫຼື ຈ້ຳສອງເມັດ (:) ຈຳນວນ 8 ຫາ { $max } ຕົວ.
collection-kind-unknown = ບໍ່ມີແບບຟອມຊື່ນີ້. ແບບຟອມເອີ້ນດ້ວຍຊື່ຊຸດ ແລະ ຊື່ຂອງມັນເອງ ເຊັ່ນ prevention/outreach-session.
collection-reason-missing = ກະລຸນາບອກເຫດຜົນສັ້ນໆ. ເຫດຜົນຈະເກັບໄວ້ກັບລາຍການ.
collection-file-too-large = ໄຟລ໌ນີ້ໃຫຍ່ກວ່າ { $megabytes } MB. ກະລຸນາເລືອກໄຟລ໌ທີ່ນ້ອຍກວ່າ.
collection-not-a-picture = ໄຟລ໌ນີ້ບໍ່ແມ່ນຮູບທີ່ເກັບໄດ້. ກະລຸນາເລືອກໄຟລ໌ JPEG, PNG ຫຼື WebP.
collection-picture-broken = ໄຟລ໌ຮູບນີ້ເສຍຫາຍ ຈຶ່ງລຶບສະຖານທີ່ຖ່າຍອອກບໍ່ໄດ້. ກະລຸນາຖ່າຍໃໝ່ ຫຼືບັນທຶກຮູບໃໝ່.
collection-import-done = ການນຳເຂົ້ານີ້ຢືນຢັນ ຫຼື ຍົກເລີກໄປແລ້ວ.
collection-import-not-confirmed = ການນຳເຂົ້ານີ້ຍັງບໍ່ໄດ້ຢືນຢັນ ຈຶ່ງບໍ່ມີຫຍັງໃຫ້ຍົກເລີກ.
collection-import-no-column = ບໍ່ມີຖັນທີ່ຕອບ “{ $question }”: { $problem }
collection-no-instance-id = ຄຳຕອບຊຸດນີ້ບໍ່ມີລະຫັດ (meta/instanceID) ຈຶ່ງແຍກຈາກຊຸດອື່ນບໍ່ໄດ້
collection-draft-large = ແບບຟອມນີ້ໃຫຍ່ກວ່າ { $kilobytes } kB ຈຶ່ງເກັບໄວ້ບໍ່ໄດ້. ກະລຸນາສົ່ງເທື່ອດຽວ.
collection-draft-many = ທ່ານມີແບບຟອມທີ່ຍັງບໍ່ໄດ້ສົ່ງ { $max } ຊຸດ ເຊິ່ງເປັນຈຳນວນສູງສຸດ. ກະລຸນາສົ່ງ ຫຼືຖິ້ມຊຸດໜຶ່ງ.
collection-export-busy = ກຳລັງສ້າງໄຟລ໌ຂອງລາຍການອື່ນຢູ່. ກະລຸນາລອງອີກຄັ້ງໃນອີກໜຶ່ງນາທີ.

desk-version-taken = ສະບັບ { $version } ໃຊ້ຢູ່ ຫຼື ເຄີຍໃຊ້ ແລະ ມີຜູ້ຕອບແລ້ວ. ກະລຸນາຂຽນສະບັບໃໝ່ໃນແຜ່ນ settings.
desk-name-too-long = ຍາວກວ່າ { $limit } ໄບ. ກະລຸນາເຮັດໃຫ້ສັ້ນ.
desk-list-missing = ບໍ່ມີລາຍການ “{ $file }” ໃຫ້ໃຊ້. ກະລຸນາໃສ່ຕົວເລືອກໃນແຜ່ນ choices.
desk-retyped = ຄຳຕອບຂອງ “{ $question }” ຖືກເກັບເປັນຊະນິດອື່ນໃນສະບັບທີ່ໃຊ້ຢູ່. ກະລຸນາຕັ້ງຊື່ຄຳຖາມໃໝ່.
desk-form-id-taken = “{ $form }” ແມ່ນລະຫັດຂອງແບບຟອມທີ່ມາກັບ Saphan. ກະລຸນາຕັ້ງ form_id ອື່ນ.
desk-translation-version = ກະລຸນາຂຽນສະບັບໃໝ່ທີ່ຕ່າງຈາກສະບັບນີ້.
desk-translation-empty = ຕາຕະລາງຫວ່າງເປົ່າ.
desk-translation-headings = ແຖວທຳອິດຕ້ອງມີຫົວຖັນ { $headings } ແລະ ພາສາໃນຖັນຕໍ່ໄປ.
desk-translation-language = ແບບຟອມບໍ່ມີພາສາ “{ $language }”.
desk-translation-unknown = ແບບຟອມບໍ່ມີຂໍ້ຄວາມ “{ $name }”. ກະລຸນາຕັດແຖວນີ້ອອກ.
collection-entity-nothing-to-settle = ບໍ່ມີຫຍັງຕ້ອງຕັດສິນໃຈອີກແລ້ວ. ກະລຸນາເບິ່ງອີກຄັ້ງ.
