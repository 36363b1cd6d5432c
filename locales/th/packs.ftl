# ข้อผิดพลาดที่อาจพบในชุดเนื้อหา สำหรับผู้ที่เขียนชุดเนื้อหา
packs-not-text = ไฟล์นี้ไม่ใช่ข้อความแบบ UTF-8 โปรดบันทึกเป็น UTF-8
packs-unreadable = อ่านส่วนนี้ไม่ได้: { $reason }
packs-missing-file = ไม่พบไฟล์ “{ $file }” โปรดเพิ่มไฟล์นี้
packs-bad-expression = อ่านนิพจน์ “{ $expression }” ไม่ได้: { $reason }
packs-unknown-unit = ไม่มีหน่วย “{ $unit }” โปรดเพิ่มใน [units] หรือแก้ชื่อให้ถูกต้อง
packs-unknown-class = “{ $class }” ไม่ใช่ระดับข้อมูล โปรดใช้ public, work, identity หรือ case
packs-open-brace = ใน “{ $pattern }” มีวงเล็บปีกกาที่เปิดแล้วไม่ได้ปิด
packs-form-name = แบบฟอร์มใช้ชื่อ “{ $id }” แต่ไฟล์ใช้ชื่อ “{ $name }” โปรดตั้งชื่อให้ตรงกัน
packs-no-form = ไม่มีแบบฟอร์ม “{ $form }” โปรดเพิ่ม forms/{ $form }.md หรือแก้ชื่อให้ถูกต้อง
packs-form-without-kind = แบบฟอร์ม “{ $form }” ไม่ได้อยู่ในข้อมูลประเภทใด โปรดเพิ่ม [[kind]]
packs-no-group = ไม่มีกลุ่ม “{ $group }” โปรดเพิ่ม [[group]] หรือแก้ชื่อให้ถูกต้อง
packs-no-question = แบบฟอร์ม “{ $form }” ไม่มีคำถาม “{ $question }” ในตำแหน่งนี้ โปรดแก้ชื่อให้ถูกต้อง
packs-no-list = ไม่มีผู้จัดทำรายการ “{ $list }” รายการที่ใช้ได้คือ provinces.csv, districts.csv, subdistricts.csv และรายการของข้อมูลแต่ละประเภท
packs-no-indicator = ไม่มีตัวชี้วัด “{ $indicator }” โปรดแก้ชื่อให้ถูกต้อง
packs-no-dimension = ตัวชี้วัด “{ $indicator }” แยกตาม “{ $dimension }” ไม่ได้ โปรดเพิ่มใน “by” หรือแก้ชื่อให้ถูกต้อง
packs-dimension-without-name = มิติ “{ $dimension }” ยังไม่มีชื่อ โปรดเพิ่มใน [dimensions]
packs-chart-without-dimension = แผนภูมิของ “{ $indicator }” ต้องระบุ “by”
packs-twice = “{ $id }” ถูกกำหนดไว้สองครั้ง โปรดเหลือไว้เพียงครั้งเดียว
packs-article-name = ไฟล์บทความตั้งชื่อเป็น <รหัส>.<ภาษา>.md เช่น counting.en.md
packs-article-head = บทความต้องขึ้นต้นด้วยส่วนหัวระหว่างบรรทัด +++ สองบรรทัด
packs-translation-outdated = ต้นฉบับภาษาอังกฤษเปลี่ยนไปหลังจากแปล โปรดตรวจคำแปล แล้วตั้งค่า translates = "{ $fingerprint }"
packs-text-missing = { $what } ยังไม่มีภาษา{ $language }
packs-not-a-date = “{ $text }” ไม่ใช่วันที่ โปรดเขียนแบบ 2019-07-04
packs-case-refusals = แบบฟอร์มควรปฏิเสธ { $expected } แต่ปฏิเสธ { $found }
packs-case-figure = “{ $indicator }” ในช่วง { $period } ควรเป็น { $expected } แต่ได้ { $found }
packs-demo-refused = แบบฟอร์มปฏิเสธข้อมูล { $id }: { $questions }
packs-bad-mark = “{ $mark }” ไม่ใช่เครื่องหมายของ “{ $question }” โปรดเขียนวลี เครื่องหมายเท่ากับ และชื่อตัวเลือกหนึ่งของคำถามนั้น
