# Signing in and keeping accounts.
identity-wrong = ຊື່ຜູ້ໃຊ້ ແລະ ລະຫັດຜ່ານບໍ່ກົງກັນ. ກະລຸນາກວດເບິ່ງທັງສອງ ແລ້ວລອງໃໝ່.
identity-wait = ລອງຫຼາຍເທື່ອເກີນໄປ. ກະລຸນາລໍຖ້າ { $seconds } ວິນາທີ ແລ້ວລອງໃໝ່.
identity-password-too-short = ກະລຸນາຕັ້ງລະຫັດຜ່ານຢ່າງໜ້ອຍ { $min } ຕົວອັກສອນ. ໃຊ້ສາມ ຫຼື ສີ່ຄຳຈະຈື່ງ່າຍ.
identity-password-too-long = ກະລຸນາຕັ້ງລະຫັດຜ່ານບໍ່ເກີນ { $max } ຕົວອັກສອນ.
identity-password-guessable = ລະຫັດຜ່ານນີ້ເດົາງ່າຍ. ຄວນໃຊ້ສາມ ຫຼື ສີ່ຄຳທີ່ບໍ່ກ່ຽວຂ້ອງກັນ.
identity-name-missing = ກະລຸນາໃສ່ຊື່.
identity-name-too-long = ໃຊ້ໄດ້ບໍ່ເກີນ { $max } ຕົວອັກສອນ.
identity-login-wrong = ໃຊ້ຕົວອັກສອນ, ຕົວເລກ ຫຼື . - _ @ + ຈຳນວນ 3 ຫາ 64 ຕົວ.
identity-audit-busy = ກຳລັງກວດບັນທຶກທັງໝົດຢູ່. ກະລຸນາເບິ່ງອີກຄັ້ງໃນອີກໜຶ່ງນາທີ.
identity-chain-hole = ບໍ່ພົບລາຍການລຳດັບ { $row }.
identity-chain-unbound = ລາຍການລຳດັບ { $row } ບໍ່ຕໍ່ຈາກລາຍການກ່ອນໜ້າ.
identity-chain-changed = ລາຍການລຳດັບ { $row } ຖືກແກ້ໄຂ.
identity-chain-replaced = ລາຍການລຳດັບ { $row } ບໍ່ແມ່ນລາຍການທີ່ຈົດໄວ້.
identity-chain-cut = ຈົບທີ່ລຳດັບ { $row } ແຕ່ເຄີຍມີເຖິງລຳດັບ { $expected }.
identity-agency-kind = ກະລຸນາເລືອກປະເພດໜ່ວຍງານຈາກລາຍການ.
identity-present-wrong = ນີ້ບໍ່ແມ່ນລະຫັດຜ່ານປັດຈຸບັນ.
