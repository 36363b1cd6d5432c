# Words in charts and maps.
charts-target = ເປົ້າໝາຍ
charts-no-data = ບໍ່ມີຂໍ້ມູນ
charts-not-yet = ຍັງໄປບໍ່ເຖິງ
charts-elsewhere = ຢູ່ນອກແຜນງານ
charts-first-time = ຄັ້ງທຳອິດຢູ່ບ່ອນນີ້
charts-points = { $count } ລາຍການຢູ່ບ່ອນນີ້
charts-yes = ແມ່ນ
charts-step-state = ສະຖານະ
charts-step-detail = ເມື່ອໃດ ແລະ ໂດຍໃຜ
charts-step-done = ສຳເລັດແລ້ວ
charts-step-now = ກຳລັງເຮັດ
charts-step-late = ຊ້າ
charts-step-next = ຍັງບໍ່ເລີ່ມ
