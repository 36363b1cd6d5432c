# Signing in and keeping accounts.
identity-wrong = ชื่อผู้ใช้กับรหัสผ่านไม่ตรงกัน โปรดตรวจสอบแล้วลองใหม่
identity-wait = ลองหลายครั้งเกินไป โปรดรอ { $seconds } วินาทีแล้วลองใหม่
identity-password-too-short = โปรดตั้งรหัสผ่านอย่างน้อย { $min } ตัวอักษร ใช้สามถึงสี่คำจะจำง่าย
identity-password-too-long = โปรดตั้งรหัสผ่านไม่เกิน { $max } ตัวอักษร
identity-password-guessable = รหัสผ่านนี้เดาง่าย ควรใช้สามถึงสี่คำที่ไม่เกี่ยวกัน
identity-name-missing = โปรดใส่ชื่อ
identity-name-too-long = ใช้ได้ไม่เกิน { $max } ตัวอักษร
identity-login-wrong = ใช้ตัวอักษร ตัวเลข หรือ . - _ @ + จำนวน 3 ถึง 64 ตัว
identity-audit-busy = กำลังตรวจบันทึกทั้งหมดอยู่ โปรดดูอีกครั้งในอีกสักครู่
identity-chain-hole = ไม่พบรายการลำดับ { $row }
identity-chain-unbound = รายการลำดับ { $row } ไม่ต่อจากรายการก่อนหน้า
identity-chain-changed = รายการลำดับ { $row } ถูกแก้ไข
identity-chain-replaced = รายการลำดับ { $row } ไม่ใช่รายการที่จดไว้ มีการเขียนรายการขึ้นใหม่
identity-chain-cut = จบที่ลำดับ { $row } แต่เคยมีถึงลำดับ { $expected }
identity-agency-kind = โปรดเลือกประเภทหน่วยงานจากรายการ
identity-present-wrong = นี่ไม่ใช่รหัสผ่านปัจจุบัน
