# คำในแผนภูมิและแผนที่
charts-target = เป้าหมาย
charts-no-data = ไม่มีข้อมูล
charts-not-yet = ยังไปไม่ถึง
charts-elsewhere = อยู่นอกโครงการ
charts-first-time = ครั้งแรกในพื้นที่
charts-points = { $count } รายการที่นี่
charts-yes = ใช่
charts-step-state = สถานะ
charts-step-detail = เมื่อไรและโดยใคร
charts-step-done = เสร็จแล้ว
charts-step-now = กำลังทำ
charts-step-late = ล่าช้า
charts-step-next = ยังไม่เริ่ม
