# What services say when something cannot be done.
error-not-found = ไม่พบรายการนี้ อาจถูกนำออกแล้ว หรือคุณไม่มีสิทธิ์ดู
error-refused = บทบาทของคุณทำสิ่งนี้ไม่ได้ หากจำเป็นโปรดติดต่อผู้ประสานงานหรือผู้ดูแลระบบ
error-sign-in-needed = โปรดเข้าสู่ระบบก่อน
error-unavailable = ขณะนี้ยังบันทึกไม่ได้ และยังไม่มีอะไรถูกบันทึก โปรดลองอีกครั้งในอีกสักครู่
error-internal = เกิดข้อผิดพลาดในระบบ และยังไม่มีอะไรถูกบันทึก โปรดลองอีกครั้ง หากยังเกิดขึ้นอีกโปรดแจ้งผู้ดูแลระบบ
conflict-other-content = รายการนี้เคยส่งแล้วด้วยคำตอบอื่น โปรดเปิดดูสิ่งที่บันทึกไว้
conflict-stale = มีผู้แก้ไขรายการนี้หลังจากที่คุณเปิดดู โปรดเปิดใหม่แล้วแก้ไขอีกครั้ง
conflict-taken = “{ $value }” มีผู้ใช้แล้ว โปรดเลือกใหม่
conflict-changed = มีผู้เปลี่ยนรายการนี้ในเวลาเดียวกัน โปรดเปิดดูอีกครั้งแล้วทำซ้ำ
conflict-nobody-left = นี่คือคนสุดท้ายในบทบาทนี้ที่เข้าสู่ระบบได้ โปรดมอบบทบาทนี้ให้ผู้อื่นก่อน

role-administrator = ผู้ดูแลระบบ
role-director = ผู้อำนวยการ
role-data-officer = เจ้าหน้าที่ข้อมูล
role-coordinator = ผู้ประสานงาน
role-field-worker = เจ้าหน้าที่ภาคสนาม
role-partner = องค์กรภาคี
role-operator = ผู้ดูแลเครื่องแม่ข่าย
agency-kind-keeper = เจ้าของแฟ้ม
agency-kind-police = ตำรวจ
agency-kind-welfare = พัฒนาสังคมฯ
agency-kind-health = สาธารณสุข
agency-kind-labour = แรงงาน
agency-kind-justice = ยุติธรรม
agency-kind-ngo = องค์กรพัฒนาเอกชน
agency-kind-centre = ศูนย์ช่วยเหลือเด็ก
agency-kind-school = โรงเรียน
agency-kind-community = ชุมชน

# Whoever reports without signing in.
role-public = ประชาชน
conflict-erased = ข้อมูลนี้ถูกลบถาวรแล้ว จึงเพิ่มอะไรไม่ได้อีก
error-purpose-needed = โปรดระบุก่อนว่าเปิดอ่านเพื่ออะไร เพราะไม่ใช่งานที่ท่านรับผิดชอบ
purpose-unknown = โปรดเลือกว่าเปิดอ่านเพื่ออะไร
purpose-told = โปรดเขียนเหตุผลอื่นไม่เกิน { $max } ตัวอักษร
purpose-supervision = กำกับดูแลงาน
purpose-covering = ทำงานแทนเพื่อนร่วมงาน
purpose-data-quality = ตรวจสอบคุณภาพข้อมูล
purpose-asked = เจ้าตัวขอ
purpose-legal-duty = หน้าที่ตามกฎหมาย
purpose-other = อื่น ๆ
