# ข้อความถึงผู้ถือโทรศัพท์ที่ใช้ ODK Collect
openrosa-received = ได้รับและบันทึกแล้ว
openrosa-unknown-device = ระบบไม่รู้จักโทรศัพท์เครื่องนี้ หรือโทรศัพท์เครื่องนี้ถูกยกเลิกแล้ว โปรดตั้งค่าใหม่ที่หน้า “โทรศัพท์” ในบัญชีของคุณ
openrosa-problem = { $question }: { $problem }
openrosa-more = … และอีก { $count } ข้อ
openrosa-no-form = ไม่มีแบบฟอร์ม “{ $form }” ที่นี่ โปรดรีเฟรชรายการแบบฟอร์มในโทรศัพท์
openrosa-no-answers = คำขอนี้ไม่มีส่วน “{ $part }”
openrosa-answers-twice = คำขอนี้มีคำตอบซ้ำสองชุด
openrosa-not-multipart = ต้องส่งคำตอบเป็น multipart/form-data
openrosa-not-text = คำตอบไม่ได้เขียนด้วย UTF-8
openrosa-cut-off = คำขอสิ้นสุดก่อนกำหนด โปรดส่งอีกครั้ง
openrosa-too-large = ข้อมูลนี้ใหญ่กว่า { $megabytes } MB ซึ่งเป็นขนาดสูงสุดที่ส่งได้ในครั้งเดียว
openrosa-method = ที่อยู่นี้ไม่รับคำขอแบบนี้
