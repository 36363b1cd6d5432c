# ຂໍ້ຄວາມເຖິງຜູ້ຖືໂທລະສັບທີ່ໃຊ້ ODK Collect
openrosa-received = ໄດ້ຮັບ ແລະ ບັນທຶກແລ້ວ
openrosa-unknown-device = ລະບົບບໍ່ຮູ້ຈັກໂທລະສັບນີ້ ຫຼື ມັນຖືກຍົກເລີກແລ້ວ. ກະລຸນາຕັ້ງຄ່າໃໝ່ທີ່ໜ້າ “ໂທລະສັບ” ໃນບັນຊີຂອງທ່ານ
openrosa-problem = { $question }: { $problem }
openrosa-more = … ແລະ ອີກ { $count } ຂໍ້
openrosa-no-form = ບໍ່ມີແບບຟອມ “{ $form }” ຢູ່ນີ້. ກະລຸນາໂຫຼດລາຍການແບບຟອມໃນໂທລະສັບຄືນໃໝ່
openrosa-too-large = ນີ້ໃຫຍ່ກວ່າ { $megabytes } MB ທີ່ສົ່ງໄດ້ໃນຄັ້ງດຽວ
