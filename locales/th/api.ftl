# สิ่งที่บอกโปรแกรมที่เรียก API เกี่ยวกับตัวคำขอเอง
api-not-called-json = โปรดส่งเป็น JSON และระบุไว้ด้วย โดยส่วนหัว Content-Type ต้องเป็น application/json
api-too-large = คำขอนี้ใหญ่เกิน { $kilobytes } KB โปรดแบ่งส่ง
api-cut-off = คำขอขาดก่อนมาถึงครบ และยังไม่มีการบันทึก โปรดส่งใหม่
api-too-deep = รายการและออบเจกต์ซ้อนกันเกิน { $deepest } ชั้น โปรดส่งให้ซ้อนน้อยลง
api-not-json = ข้อความนี้ไม่เป็น JSON ตั้งแต่บรรทัด { NUMBER($line, useGrouping: "false") } คอลัมน์ { NUMBER($column, useGrouping: "false") } เป็นต้นไป
api-not-object = คำขอต้องเป็นออบเจกต์ JSON เดียว
api-field-missing = ไม่มีฟิลด์นี้
api-field-not-text = ฟิลด์นี้ต้องเป็นข้อความ
api-field-not-object = ฟิลด์นี้ต้องเป็นออบเจกต์
api-field-unknown = ที่นี่ไม่มีฟิลด์นี้ โปรดตรวจตัวสะกดหรือตัดออก
api-more = ยังมีอีก { $count } ข้อ โปรดแก้ข้อเหล่านี้ก่อน
api-field-not-flag = ต้องเป็น true หรือ false
api-export-format = เลือก csv, xlsx หรือ json
api-export-labels = เลือก en, th, my, km หรือ lo หรือเว้นไว้เพื่อใช้ชื่อจากแบบฟอร์ม
api-export-period = เขียนช่วงเวลาเป็น 2019, 2019-H2, 2019-Q3 หรือ 2019-07
api-after-gone = บันทึกนี้ไม่อยู่ในรายการแล้ว หรือคุณไม่มีสิทธิ์ดู โปรดเริ่มใหม่โดยไม่ระบุ “after”
