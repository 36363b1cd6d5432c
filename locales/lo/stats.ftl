# What can go wrong in counting.
stats-expression = ນັບ “{ $indicator }” ບໍ່ໄດ້: ອ່ານ { $part } ຂອງມັນບໍ່ໄດ້ ({ $reason }). ກະລຸນາແຈ້ງຜູ້ດູແລແບບຟອມໃຫ້ແກ້ໄຂ.
stats-not-a-number = ນັບ “{ $indicator }” ບໍ່ໄດ້: { $part } ຂອງມັນແມ່ນ “{ $text }” ເຊິ່ງບໍ່ແມ່ນຕົວເລກ. ກະລຸນາແກ້ໄຂລາຍການທີ່ຂຽນແບບນັ້ນ.
stats-not-a-date = ນັບ “{ $indicator }” ບໍ່ໄດ້: ມີລາຍການທີ່ວັນທີແມ່ນ “{ $text }” ເຊິ່ງບໍ່ແມ່ນວັນທີ. ກະລຸນາແກ້ໄຂລາຍການນັ້ນ.
