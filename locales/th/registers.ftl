# เหตุที่อ่านไม่ได้เลย
registers-nothing-written = สมุดงานนี้ไม่มีข้อมูล
registers-no-header = ไม่พบแถวหัวตาราง ควรมีแถวหนึ่งเหนือรายการที่บอกชื่อคอลัมน์ เช่น { $wanted }

# ปัญหาที่เซลล์
registers-answer-missing = { $question }: ยังไม่ได้กรอก แต่จำเป็นต้องมี โปรดกรอกในเซลล์นี้
registers-no-column = { $question }: แผ่นงานไม่มีคอลัมน์นี้ แต่จำเป็นต้องมี โปรดเลือกคอลัมน์ หรือเพิ่มคอลัมน์ในแผ่นงาน
registers-answer-unspecified = { $question }: ไม่ได้ระบุไว้ จึงถือว่าเป็น “{ $choice }”
registers-unknown-choice = { $question }: “{ $found }” ไม่ตรงกับตัวเลือกใด โปรดใช้ตัวเลือกที่มี
registers-choice-guessed = อ่าน “{ $found }” เป็น “{ $choice }”
registers-choice-from-text = { $question }: ไม่ได้กรอกไว้ จึงใช้ “{ $choice }” ตามข้อความ “{ $found }”
registers-place-from-text = แผ่นงานไม่มีคอลัมน์จังหวัด จึงใช้ตามข้อความ “{ $text }”
registers-formula-error = สูตรในเซลล์นี้ผิดพลาด ({ $found }) โปรดแก้สูตรหรือพิมพ์ค่าลงไป
registers-not-a-number = “{ $found }” ไม่ใช่ตัวเลข โปรดพิมพ์เฉพาะตัวเลข
registers-not-a-whole-number = “{ $found }” ไม่ใช่จำนวนเต็ม โปรดพิมพ์เฉพาะตัวเลข
registers-not-a-count = “{ $found }” ไม่ใช่จำนวนคน โปรดพิมพ์จำนวนเต็ม หรือ “-” หากไม่มี
registers-nobody-counted = แถวนี้ไม่มีจำนวนผู้เข้าร่วม
registers-only-total = มีเฉพาะยอดรวม { $total } จึงนับโดยไม่แยกกลุ่มผู้เข้าร่วม
registers-total-differs = ยอดรวมระบุ { $total } แต่คอลัมน์ต่าง ๆ รวมกันได้ { $sum } จึงนับตามคอลัมน์
registers-unknown-category = “{ $found }” ไม่ตรงกับกลุ่มผู้เข้าร่วมใด โปรดใช้กลุ่มที่มีในแบบฟอร์ม
registers-category-unspecified = { $question }: แผ่นงานไม่ได้ระบุ จึงนับเป็น “{ $choice }”
registers-duplicate = รายการเดียวกันอยู่ที่แถว { $row } ของแผ่นงาน “{ $sheet }” แล้ว จึงนับครั้งเดียว

# วันที่ที่ต้องคาดเดา
registers-date-two-digit-year = ในตารางเป็น { $found } จึงอ่านเป็น { $date } เพราะน่าจะพิมพ์ปี พ.ศ. สองหลัก
registers-date-several-days = “{ $text }” ระบุหลายวัน จึงใช้วันแรกคือ { $date }
registers-date-year-from-title = “{ $text }” ไม่มีปี จึงใช้ { $date } ตามปีในหัวเรื่อง
registers-date-too-early = { $date } นานเกินไป โปรดแก้ปี
registers-date-too-late = { $date } อยู่หลัง { $latest } โปรดแก้วันที่
registers-month-first = วันที่ในคอลัมน์ “{ $heading }” เขียนเดือนก่อนวัน จึงอ่านตามนั้น

# คอลัมน์และแถวที่ไม่ได้อ่าน
registers-column-not-read = ไม่ได้อ่านคอลัมน์ “{ $heading }” หากจำเป็นโปรดเลือกว่าคอลัมน์นี้คืออะไร
registers-skip-blank = แถวว่าง
registers-skip-header = หัวตารางซ้ำ
registers-skip-total = ยอดรวม
registers-skip-sub-heading = “{ $text }” เป็นหัวข้อหรือหมายเหตุ
