# Receiving submissions, files and imports.
collection-id-wrong = รหัสของรายการต้องมีตัวอักษร ตัวเลข ขีด ขีดล่าง หรือทวิภาค 8 ถึง { $max } ตัว
collection-kind-unknown = ไม่มีแบบฟอร์มชื่อนี้ แบบฟอร์มเรียกด้วยชื่อชุดและชื่อของแบบฟอร์มเอง เช่น prevention/outreach-session
collection-reason-missing = โปรดบอกเหตุผลสั้น ๆ เหตุผลจะเก็บไว้กับรายการ
collection-file-too-large = ไฟล์นี้ใหญ่กว่า { $megabytes } MB โปรดเลือกไฟล์ที่เล็กกว่า
collection-not-a-picture = ไฟล์นี้ไม่ใช่ภาพที่เก็บได้ โปรดเลือกไฟล์ JPEG, PNG หรือ WebP
collection-picture-broken = ไฟล์ภาพนี้เสียหาย จึงลบข้อมูลสถานที่ถ่ายออกไม่ได้ โปรดถ่ายใหม่หรือบันทึกภาพใหม่
collection-import-done = การนำเข้านี้ยืนยันหรือยกเลิกไปแล้ว
collection-import-not-confirmed = การนำเข้านี้ยังไม่ได้ยืนยัน จึงไม่มีอะไรให้ยกเลิก
collection-import-no-column = ไม่มีคอลัมน์ที่ตอบ “{ $question }”: { $problem }
collection-no-instance-id = คำตอบชุดนี้ไม่มีรหัส (meta/instanceID) จึงแยกจากชุดอื่นไม่ได้
collection-draft-large = แบบฟอร์มนี้ใหญ่กว่า { $kilobytes } kB จึงเก็บไว้กรอกต่อไม่ได้ โปรดส่งในคราวเดียว
collection-draft-many = คุณมีแบบฟอร์มที่ยังไม่ได้ส่ง { $max } ชุด ซึ่งเป็นจำนวนสูงสุดที่เก็บได้ โปรดส่งหรือทิ้งบางชุด

desk-version-taken = รุ่น { $version } ใช้อยู่หรือเคยใช้และมีผู้ตอบแล้ว โปรดเขียนรุ่นใหม่ในแผ่นงาน settings
desk-name-too-long = ยาวเกิน { $limit } ไบต์ โปรดทำให้สั้นลง
desk-list-missing = ไม่มีรายการ “{ $file }” ให้ใช้ โปรดใส่ตัวเลือกในแผ่นงาน choices
desk-retyped = คำตอบของ “{ $question }” เก็บเป็นข้อมูลชนิดอื่นในรุ่นที่ใช้อยู่ โปรดตั้งชื่อคำถามใหม่
desk-form-id-taken = “{ $form }” เป็นรหัสของแบบฟอร์มที่มากับสะพาน โปรดตั้ง form_id อื่น
collection-entity-nothing-to-settle = ไม่มีคำตอบที่รอการตัดสินใจแล้ว โปรดดูรายการอีกครั้ง
collection-export-busy = ขณะนี้กำลังจัดทำไฟล์ของรายการอื่นอยู่ โปรดลองอีกครั้งในอีกสักครู่
desk-translation-version = เขียนรุ่นของร่างใหม่ที่ต่างจากรุ่นนี้
desk-translation-empty = ตารางคำนวณว่างเปล่า
desk-translation-headings = แถวแรกต้องมีหัวคอลัมน์ { $headings } และชื่อภาษาในคอลัมน์ถัดไป
desk-translation-language = แบบฟอร์มไม่มีภาษา “{ $language }” เขียนให้ตรงกับแบบฟอร์ม หรือตัดคอลัมน์นี้ออก
desk-translation-unknown = แบบฟอร์มไม่มีข้อความ “{ $name }” ตัดแถวนี้ออก หรือดาวน์โหลดตารางใหม่จากหน้านี้
