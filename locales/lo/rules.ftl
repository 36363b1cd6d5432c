# ກົດຂອງແຟ້ມ: ຮອດມື້ໃດ ແລະ ຍ້ອນຫຍັງ
rules-days = { $days } ມື້
rules-working-days = { $days } ມື້ເຮັດວຽກ
rules-months = { $months } ເດືອນ
rules-why-after = ກຳນົດ { $due }: { $length } ຫຼັງຈາກ { $start }. { $rule }
rules-why-after-unknown-holidays = ກຳນົດ { $due }: { $length } ຫຼັງຈາກ { $start }. ວັນພັກຂອງປີນັ້ນຍັງບໍ່ປະກາດ ອາດຈະຊ້າກວ່ານີ້. { $rule }
rules-kept = { $length } ນັບແຕ່ { $start }. { $rule }
rules-why-on = ກຳນົດ { $due }. { $rule }
rules-why-yearly = ຕັ້ງແຕ່ { $opens } ຮອດ { $due }. { $rule }
rules-origin-unreviewed = ແຫຼ່ງທີ່ມາ: { $source } ({ $dated }). ຄວາມໝັ້ນໃຈ: { $confidence }. ຍັງບໍ່ໄດ້ກວດໂດຍທະນາຍຄວາມ.
rules-origin-reviewed = ແຫຼ່ງທີ່ມາ: { $source } ({ $dated }). ຄວາມໝັ້ນໃຈ: { $confidence }. ກວດແລ້ວ { $reviewed }.
rules-confidence-low = ຕ່ຳ
rules-confidence-medium = ປານກາງ
rules-confidence-high = ສູງ
rules-hindered = { $why }
rules-conference-first = ຕ້ອງຕົກລົງຮ່ວມກັນກ່ອນ: { $conference }
