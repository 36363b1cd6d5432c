# What services say when something cannot be done.
error-not-found = ບໍ່ພົບລາຍການນີ້. ອາດຖືກເອົາອອກແລ້ວ ຫຼື ທ່ານບໍ່ມີສິດເບິ່ງ.
error-refused = ບົດບາດຂອງທ່ານເຮັດສິ່ງນີ້ບໍ່ໄດ້. ຖ້າຈຳເປັນ ກະລຸນາຖາມຜູ້ປະສານງານ ຫຼື ຜູ້ດູແລລະບົບຂອງທ່ານ.
error-sign-in-needed = ກະລຸນາເຂົ້າສູ່ລະບົບກ່ອນ.
error-unavailable = ຕອນນີ້ຍັງບັນທຶກບໍ່ໄດ້ ແລະ ຍັງບໍ່ມີຫຍັງຖືກບັນທຶກ. ກະລຸນາລອງໃໝ່ໃນອີກບໍ່ເທົ່າໃດນາທີ.
error-internal = ເກີດຂໍ້ຜິດພາດຢູ່ໃນລະບົບ ແລະ ຍັງບໍ່ມີຫຍັງຖືກບັນທຶກ. ກະລຸນາລອງໃໝ່. ຖ້າຍັງເກີດຂຶ້ນອີກ ກະລຸນາແຈ້ງຜູ້ດູແລລະບົບຂອງທ່ານ.
conflict-other-content = ລາຍການນີ້ຖືກສົ່ງແລ້ວດ້ວຍຄຳຕອບອື່ນ. ກະລຸນາເປີດລາຍການເພື່ອເບິ່ງສິ່ງທີ່ບັນທຶກໄວ້.
conflict-stale = ມີຜູ້ແກ້ໄຂລາຍການນີ້ຫຼັງຈາກທີ່ທ່ານເປີດເບິ່ງ. ກະລຸນາເປີດໃໝ່ ແລ້ວແກ້ໄຂອີກຄັ້ງ.
conflict-taken = “{ $value }” ມີຜູ້ໃຊ້ແລ້ວ. ກະລຸນາເລືອກອັນອື່ນ.
conflict-changed = ມີຜູ້ປ່ຽນສິ່ງນີ້ໃນເວລາດຽວກັນ. ກະລຸນາເບິ່ງອີກຄັ້ງ ແລ້ວເຮັດການປ່ຽນແປງຂອງທ່ານໃໝ່.
conflict-nobody-left = ນີ້ແມ່ນຄົນສຸດທ້າຍໃນບົດບາດນີ້ທີ່ເຂົ້າສູ່ລະບົບໄດ້. ກະລຸນາມອບບົດບາດນີ້ໃຫ້ຜູ້ອື່ນກ່ອນ.

role-administrator = ຜູ້ດູແລລະບົບ
role-director = ຜູ້ອຳນວຍການ
role-data-officer = ພະນັກງານຂໍ້ມູນ
role-coordinator = ຜູ້ປະສານງານ
role-field-worker = ພະນັກງານພາກສະໜາມ
role-partner = ອົງກອນຄູ່ຮ່ວມງານ
role-operator = ຜູ້ດູແລເຄື່ອງແມ່ຂ່າຍ
agency-kind-keeper = ເຈົ້າຂອງແຟ້ມ
agency-kind-police = ຕຳຫຼວດ
agency-kind-welfare = ສະຫວັດດີການສັງຄົມ
agency-kind-health = ສາທາລະນະສຸກ
agency-kind-labour = ແຮງງານ
agency-kind-justice = ຍຸຕິທຳ
agency-kind-ngo = ອົງການ
agency-kind-centre = ສູນເດັກ
agency-kind-school = ໂຮງຮຽນ
agency-kind-community = ຊຸມຊົນ

# Whoever reports without signing in.
role-public = ປະຊາຊົນ
conflict-erased = ຂໍ້ມູນນີ້ຖືກລຶບຖາວອນແລ້ວ ຈຶ່ງເພີ່ມຫຍັງບໍ່ໄດ້ອີກ.
error-purpose-needed = ບອກກ່ອນວ່າອ່ານເພື່ອຫຍັງ ເພາະບໍ່ແມ່ນວຽກຂອງທ່ານ.
purpose-unknown = ເລືອກວ່າອ່ານເພື່ອຫຍັງ.
purpose-told = ຂຽນຈຸດປະສົງອື່ນບໍ່ເກີນ { $max } ຕົວ.
purpose-supervision = ກຳກັບດູແລ
purpose-covering = ເຮັດແທນເພື່ອນຮ່ວມງານ
purpose-data-quality = ກວດຂໍ້ມູນ
purpose-asked = ເຈົ້າຕົວຂໍ
purpose-legal-duty = ໜ້າທີ່ຕາມກົດໝາຍ
purpose-other = ອື່ນໆ
