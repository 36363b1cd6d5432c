# หน้าเว็บ คำเดียวกันใช้เรียกสิ่งเดียวกันเสมอ: รายการ กิจกรรม นำเข้า ตัวเลข โครงการ หน่วยงาน ลิงก์

## Frame
web-skip = ข้ามไปยังเนื้อหา
web-draft = คำแปลนี้เป็นฉบับร่าง ยังไม่มีเจ้าของภาษาตรวจทาน
web-language = ภาษา
web-nav = หน้าหลัก
web-nav-home = วันนี้
web-nav-records = รายการทั้งหมด
web-nav-figures = ตัวเลข
web-nav-projects = โครงการ
web-nav-import = นำเข้าจาก Excel
web-nav-people = ผู้ใช้และหน่วยงาน
web-nav-audit = บันทึกการใช้งาน
web-nav-devices = โทรศัพท์
web-nav-help = คู่มือและวิธีนับ
web-nav-more = เพิ่มเติม
web-more-title = เพิ่มเติม
web-crumbs = ตำแหน่งของหน้านี้
web-views = มุมมอง
web-pages = หน้าของรายการ
web-previous = ก่อนหน้า
web-next = ถัดไป
web-cancel = ยกเลิก
web-optional = ไม่บังคับ
web-choose = เลือก…
web-any = ทั้งหมด
web-yes = ใช่
web-done = เสร็จแล้ว
web-open = เปิดดู
web-before = เดิม:
web-after = ปัจจุบัน:
web-problems = โปรดแก้ไข
web-problems-so-far = ยังต้องกรอกให้ครบ
web-print = พิมพ์
web-paper-blank = แบบฟอร์มเปล่าสำหรับพิมพ์:
web-copy = คัดลอก
web-copied = คัดลอกแล้ว
web-table-behind = ดูตัวเลขเป็นตาราง
web-csv = ดาวน์โหลดตัวเลข (CSV)
web-filter = แสดง
web-filter-clear = ล้างตัวกรอง
web-filter-nothing = ไม่พบรายการ ลองลดตัวกรองลง
web-filter-text = ค้นหา
web-filter-period = ช่วงเวลา
web-page-of = { $from }–{ $to } จาก { $total }
web-exit = ออกด่วน
web-sign-out = ออกจากระบบ

## Signing in
web-sign-in-title = เข้าสู่ระบบ
web-sign-in-lead = สำหรับผู้ปฏิบัติงานในโครงการนี้
web-sign-in-button = เข้าสู่ระบบ
web-sign-in-help = หากลืมรหัสผ่าน ขอลิงก์ใช้ครั้งเดียวใหม่ได้จากผู้ดูแลระบบของคุณ
web-login = ชื่อผู้ใช้
web-password = รหัสผ่าน
web-password-new = รหัสผ่านใหม่ของคุณ
web-password-again = พิมพ์รหัสผ่านใหม่อีกครั้ง
web-password-hint = อย่างน้อย { $min } ตัวอักษร คำสามสี่คำที่ไม่เกี่ยวกันจำง่ายและเดายาก
web-password-differs = รหัสผ่านสองช่องไม่ตรงกัน โปรดพิมพ์ให้เหมือนกันทั้งสองช่อง
web-welcome-title = ตั้งรหัสผ่านของคุณ
web-welcome-greeting = ยินดีต้อนรับ { $name }
web-welcome-lead = ตั้งรหัสผ่านเพื่อเริ่มใช้งาน ลิงก์นี้ใช้ได้ครั้งเดียว
web-welcome-button = บันทึกรหัสผ่านและเริ่มใช้งาน
web-login-missing = โปรดใส่ชื่อผู้ใช้
web-password-missing = โปรดใส่รหัสผ่าน

## Today
web-home-greeting = สวัสดี { $name }
web-home-some = วันนี้มี { $count } เรื่องที่รอคุณ
web-home-none = ไม่มีเรื่องที่รอคุณ
web-home-today = เรื่องที่รอคุณวันนี้
web-home-nothing = ไม่มีงานค้าง เยี่ยมมาก
web-home-begin = เริ่มต้นใช้งาน
web-home-recent = เปลี่ยนแปลงล่าสุด
web-step-import = นำเข้าทะเบียน Excel ของคุณ
web-step-import-text = วางไฟล์ลงในหน้าเว็บ ดูว่าระบบเข้าใจอย่างไร แล้วจึงยืนยัน
web-step-record = บันทึกกิจกรรมแรก
web-step-record-text = ใช้เวลาราวสองนาที ทำบนโทรศัพท์ได้
web-step-project = เพิ่มโครงการ
web-step-project-text = ผู้ให้ทุน วัตถุประสงค์ และเป้าหมาย ใช้ทำรายงานครึ่งปี
web-step-people = เชิญเพื่อนร่วมงาน
web-step-people-text = แต่ละคนได้ลิงก์ใช้ครั้งเดียวและตั้งรหัสผ่านเอง

## Records
web-records-title = รายการทั้งหมด
web-records-lead = ทุกอย่างที่โครงการนี้บันทึกไว้ แยกตามประเภท
web-records-count = { $count } รายการ
web-view-list = รายการ
web-view-calendar = ปฏิทิน
web-view-map = แผนที่
web-found = { $count ->
    [0] ไม่พบรายการ
   *[other] พบ { $count } รายการ
}
web-record-new = บันทึก{ $kind }
web-record-short = บันทึก
web-record-history = ประวัติของรายการนี้
web-record-correct = แก้ไข
web-record-take-back = ถอนรายการ
web-record-unnamed = ไม่มีชื่อ
web-record-nothing = ไม่ได้ตอบ
web-records-empty-title = ยังไม่มี{ $kind }
web-records-empty-text = รายการที่บันทึกจะแสดงที่นี่ เริ่มจากรายการแรกได้เลย
web-event-entered = บันทึกแล้ว
web-event-import = นำเข้าจากไฟล์
web-event-api = ส่งมาจากโปรแกรมอื่น
web-event-demo = ข้อมูลสาธิต
web-event-phone = ส่งจากโทรศัพท์
web-event-phone-file = ได้รับภาพจากโทรศัพท์
web-event-corrected = แก้ไขแล้ว
web-event-taken-back = ถอนแล้ว
web-event-reason = เหตุผล: { $reason }
web-take-back-title = ถอนรายการนี้หรือไม่
web-take-back-lead = รายการจะหายไปจากทุกรายชื่อและทุกตัวเลข แต่เนื้อหาเดิมและผู้ที่ถอนยังตรวจดูได้ในบันทึกการใช้งาน
web-take-back-reason = เพราะอะไร
web-take-back-reason-hint = ข้อความสั้น ๆ เช่น “บันทึกซ้ำ” โปรดอย่าเขียนชื่อบุคคล
web-said-taken-back = ถอนรายการแล้ว
web-taken-back-title = { $kind }: ถอนแล้ว
web-taken-back = { $who } ถอนรายการนี้เมื่อ { $when } รายการนี้ไม่อยู่ในรายการหรือตัวเลขใดแล้ว
web-taken-back-said = ข้อมูลที่เคยบันทึกไว้
web-calendar-some = { $count ->
    [0] ไม่มีรายการใน{ $month }
   *[other] { $month } มี { $count } รายการ
}

## Map
web-map-by-province = รายจังหวัด
web-map-by-district = รายอำเภอของ{ $province }
web-map-gaps = ที่ที่ยังไปไม่ถึง
web-map-gaps-text = ยังไม่มีรายการใน { $count } แห่งสำหรับช่วงเวลานี้
web-map-province = จังหวัด
web-map-district = อำเภอ
web-map-records = รายการ
web-map-people = คน
web-map-last = ครั้งล่าสุด
web-map-first = ครั้งแรกในพื้นที่
web-map-new = ใหม่
web-map-covered = จังหวัดที่มีกิจกรรม
web-map-covered-districts = อำเภอที่มีกิจกรรม
web-map-new-places = ไปถึงเป็นครั้งแรก
web-map-of = จาก { $all }

## Forms
web-form-save = บันทึก
web-form-next = ต่อไป
web-form-back = ย้อนกลับ
web-form-step = ขั้นที่ { $number } จาก { $of }
web-form-kept = กดซ้ำได้ไม่ต้องกังวล ระบบบันทึกเพียงครั้งเดียว
web-form-picture-kept = เก็บภาพแล้ว เลือกภาพใหม่เมื่อต้องการเปลี่ยนเท่านั้น
web-form-remove-row = ลบบรรทัดที่ { $number }
web-form-add = เพิ่มบรรทัด
web-form-row = บรรทัดที่ { $number }
web-form-progress = ตอบแล้ว { $done } จาก { $all }
web-form-correct-title = แก้ไข: { $name }
web-form-correct-lead = คำตอบเดิมยังอยู่ในประวัติ
web-form-reason = แก้ไขเพราะอะไร
web-form-reason-hint = ข้อความสั้น ๆ สำหรับเพื่อนร่วมงานที่อาจสงสัยภายหลัง โปรดอย่าเขียนชื่อบุคคล
web-form-problem = { $label }: { $problem }
web-form-again = คุณเข้าสู่ระบบใหม่หลังจากเปิดแบบฟอร์มนี้ ยังไม่ได้บันทึก โปรดกดบันทึกอีกครั้ง
web-form-refresh = แสดงคำถามถัดไป
web-saved-title = บันทึกแล้ว
web-saved-text = ข้อมูลถูกเก็บไว้อย่างปลอดภัยและนับรวมตั้งแต่นี้ไป
web-saved-already = รายการนี้บันทึกไปแล้วเมื่อครู่ ไม่มีการบันทึกซ้ำ
web-saved-corrected = บันทึกการแก้ไขแล้ว คำตอบเดิมยังอยู่ในประวัติ
web-saved-another = บันทึกอีกรายการ
web-saved-see = ดูรายการ
web-saved-list = กลับไปที่รายการ

## Import
web-import-title = นำเข้าจาก Excel หรือ CSV
web-import-lead = วางทะเบียนตามที่มีอยู่ คุณจะเห็นว่าระบบเข้าใจอย่างไรก่อนบันทึก
web-import-new = ไฟล์ใหม่
web-import-kind = ในไฟล์คืออะไร
web-import-file = ไฟล์
web-import-file-hint = .xlsx .xls .ods หรือ .csv ไม่เกิน 25 MB
web-import-project = โครงการ
web-import-project-hint = ทุกแถวจะเชื่อมกับโครงการนี้ เว้นว่างเพื่อใช้คอลัมน์ในไฟล์
web-import-look = ดูไฟล์
web-import-nothing-written = ยังไม่มีการบันทึกจนกว่าคุณจะยืนยัน
web-import-earlier = การนำเข้าก่อนหน้า
web-import-none = ยังไม่เคยนำเข้าไฟล์
web-import-file-missing = โปรดเลือกไฟล์
web-import-kind-missing = โปรดเลือกว่าในไฟล์คืออะไร
web-import-state-draft = ยังไม่ยืนยัน
web-import-state-imported = นำเข้าแล้ว
web-import-state-undone = ยกเลิกแล้ว
web-import-read = แถวที่อ่าน
web-import-ready = พร้อมนำเข้า
web-import-imported = นำเข้าแล้ว
web-import-present = มีอยู่แล้ว
web-import-with-problems = มีปัญหา
web-import-left-out = ไม่นำเข้า
web-import-confirm = { $count ->
    [0] เสร็จสิ้น: ไม่มีแถวใหม่
   *[other] นำเข้า { $count } แถว
}
web-import-confirm-problems = แถวที่มีปัญหาจะไม่ถูกนำเข้า แก้ไขในไฟล์แล้วนำเข้าใหม่ได้
web-import-undo = ยกเลิกการนำเข้านี้
web-import-undo-text = รายการเหล่านี้จะหายไปจากทุกรายชื่อและทุกตัวเลข คุณนำไฟล์เข้าใหม่ได้
web-import-undo-title = ยกเลิกการนำเข้านี้หรือไม่
web-import-problems = เรื่องที่ควรดู { $count } เรื่อง
web-import-problems-lead = แต่ละปัญหาบอกตำแหน่งช่อง แก้ไขในไฟล์แล้วนำเข้าใหม่
web-import-cell = ช่อง
web-import-problem = ปัญหา
web-import-row = แถว
web-import-why = เหตุผล
web-import-became = ผลของแถวนี้
web-import-serial = ลำดับแถว
web-import-first-rows = ระบบเข้าใจแถวต่าง ๆ อย่างไร
web-import-left-out-title = ไม่นำเข้า { $count } แถว
web-import-mapping = ระบบเข้าใจคอลัมน์อย่างไร
web-import-mapping-lead = แก้สิ่งที่ไม่ถูกแล้วอ่านไฟล์ใหม่ ระบบจะจำไว้สำหรับไฟล์ต่อไป
web-import-column = คอลัมน์ในไฟล์
web-import-example = ในไฟล์
web-import-question = คำถาม
web-import-ignore = (ไม่ต้องอ่าน)
web-import-unmapped = ยังไม่ถูกอ่าน โปรดเลือกว่าคอลัมน์นี้คืออะไร
web-import-missing = มี { $count } คำถามที่ต้องตอบแต่ยังไม่มีคอลัมน์ใดตอบ โปรดเลือกคอลัมน์ด้านล่าง
web-import-more-rows = ดูอีก { $count } แถว
web-said-read-again = อ่านไฟล์ใหม่ตามคอลัมน์ที่เลือกแล้ว ยังไม่มีการบันทึก
web-import-read-again = อ่านใหม่
web-import-summary = { $count } รายการ
web-said-imported = นำเข้าเรียบร้อยแล้ว
web-said-undone = ยกเลิกการนำเข้าแล้ว
web-said-nothing-new = ทุกแถวในไฟล์นี้มีอยู่แล้ว ไม่มีรายการเพิ่ม

## Figures
web-figures-title = ตัวเลข
web-figures-period = ช่วงเวลา
web-figures-project = โครงการ
web-figures-view = มุมมอง
web-figures-empty-title = ยังไม่มีตัวเลข
web-figures-empty-text = ระบบนับตัวเลขจากสิ่งที่บันทึกไว้ บันทึกรายการแรกแล้วตัวเลขแรกจะปรากฏ
web-target = { $percent }% ของ { $target }

## Projects
web-projects-title = โครงการ
web-projects-lead = สัญญาอะไรไว้กับใคร และทำได้ถึงไหน
web-projects-new = เพิ่มโครงการ
web-projects-empty-title = ยังไม่มีโครงการ
web-projects-empty-text = โครงการมีผู้ให้ทุน วัตถุประสงค์ เป้าหมาย และงบประมาณ แล้วรายงานครึ่งปีจะทำได้ทันที
web-project-facts = เกี่ยวกับโครงการ
web-project-objectives = วัตถุประสงค์
web-project-code = รหัส
web-project-donor = ผู้ให้ทุน
web-project-implementer = ดำเนินการโดย
web-project-dates = ระยะเวลา
web-project-year = ปีที่
web-project-year-of = { $year } จาก { $years }
web-project-targets = เป้าหมาย
web-project-of = { $value } จาก { $target }
web-project-budget = งบประมาณ
web-project-budget-planned = ตามแผน
web-project-budget-needed = ยังขาด
web-project-pictures = ภาพที่ได้รับความยินยอม
web-project-quotes = คำบอกเล่า
web-project-no-consent = ยังไม่ได้รับความยินยอม แสดงเฉพาะที่นี่ ไม่ปรากฏในรายงาน
web-project-edit = แก้ไขโครงการ
web-project-note-new = เขียนบันทึกความก้าวหน้า
web-project-quote-new = เพิ่มคำบอกเล่า
web-project-picture-new = เพิ่มภาพ
web-project-active = กำลังดำเนินการ
web-project-ended = สิ้นสุดแล้ว
web-project-planned = ยังไม่เริ่ม
web-status-not-started = ยังไม่เริ่ม
web-status-on-track = ตามแผน
web-status-behind = ช้ากว่าแผน
web-status-achieved = สำเร็จ
web-status-changed = ปรับเปลี่ยน
web-status-not-told = ยังไม่ได้รายงาน

## Report
web-report-make = รายงานครึ่งปี
web-report-preview = ดูตัวอย่างรายงาน
web-report-period = ครึ่งปี
web-report-language = ภาษาของรายงาน
web-report-title = รายงานครึ่งปี: { $period }
web-report-download = ดาวน์โหลด { $format }
web-report-lead = ไฟล์จะมีเนื้อหาตามนี้ หากต้องแก้ ให้แก้ที่รายการแล้วกลับมาใหม่
web-report-missing = ก่อนส่งไฟล์ต่อ

## People
web-people-title = ผู้ที่เข้าใช้ระบบ
web-people-lead = แต่ละคนมีบัญชีของตนเอง ไม่มีใครรู้รหัสผ่านของผู้อื่น
web-people-list = { $count } คน
web-people-new = เชิญผู้ใช้ใหม่
web-people-invite = สร้างลิงก์ใช้ครั้งเดียว
web-people-name = ชื่อ
web-people-login-hint = ตัวอักษรและตัวเลข เช่น ชื่อต้น
web-people-role = ให้ทำอะไรได้บ้าง
web-people-agency = หน่วยงาน
web-people-lang = ภาษาที่อ่าน
web-people-link = ลิงก์ใช้ครั้งเดียว
web-people-link-title = ลิงก์ใช้ครั้งเดียวสำหรับ{ $name }
web-people-link-text = ส่งให้ด้วยตนเอง ทางโทรศัพท์หรือต่อหน้า ลิงก์ใช้ได้ครั้งเดียวภายในหนึ่งสัปดาห์ และแสดงเฉพาะตอนนี้
web-people-disabled = เข้าใช้ไม่ได้
web-people-invited = ยังไม่ได้ใช้ลิงก์
web-people-active = ใช้งานอยู่
web-people-tab = ผู้ใช้
web-agencies-tab = หน่วยงาน
web-agencies-list = { $count } หน่วยงาน
web-agencies-new = เพิ่มหน่วยงาน
web-agencies-name-en = ชื่อภาษาอังกฤษ
web-agencies-name-th = ชื่อภาษาไทย
web-agencies-add = เพิ่มหน่วยงาน
web-person-own = นี่คือบัญชีของคุณเอง ผู้ดูแลบัญชีคนอื่นเป็นผู้เปลี่ยนบทบาทและสิทธิ์
web-person-change-role = เปลี่ยนบทบาท
web-person-access = สิทธิ์เข้าใช้
web-person-access-text = ลิงก์ใหม่ใช้แทนรหัสผ่านเดิม ทั้งสองอย่างทำให้ผู้นี้ออกจากระบบทันที
web-person-new-link = สร้างลิงก์ใช้ครั้งเดียวใหม่
web-person-disable = ระงับการเข้าใช้
web-person-enable = ให้เข้าใช้อีกครั้ง
web-said-role = เปลี่ยนบทบาทแล้ว
web-said-disabled = ผู้นี้เข้าใช้ระบบไม่ได้แล้ว
web-said-enabled = ผู้นี้เข้าใช้ระบบได้อีกครั้ง
web-said-agency = เพิ่มหน่วยงานแล้ว
web-said-device-revoked = ยกเลิกโทรศัพท์แล้ว ระบบจะไม่รับโทรศัพท์เครื่องนี้อีกตั้งแต่บัดนี้

## Phones
web-devices-title = โทรศัพท์
web-devices-lead = โทรศัพท์ที่มี ODK Collect กรอกแบบฟอร์มได้โดยไม่ต้องมีอินเทอร์เน็ต และจะส่งเมื่อมีสัญญาณ แต่ละเครื่องมีรหัสลับของตัวเอง เครื่องที่หายจึงถูกปิดได้เพียงเครื่องเดียว
web-devices-list = โทรศัพท์ { $count } เครื่อง
web-devices-new = ตั้งค่าโทรศัพท์
web-devices-make = สร้างโค้ด
web-devices-name = เรียกเครื่องนี้ว่าอะไร
web-devices-name-hint = เช่น “ซัมซุงสีฟ้า” ผู้ดูแลบัญชีเห็นชื่อนี้ด้วย
web-devices-seen = ใช้ล่าสุด { $when }
web-devices-unseen = ยังไม่เคยใช้
web-devices-active = ใช้งานได้
web-devices-revoked = ยกเลิกแล้ว
web-device-title = ตั้งค่า “{ $name }”
web-device-scan = ใน ODK Collect เลือก “Add project” แล้วสแกนโค้ดนี้
web-device-once = โค้ดและรหัสลับแสดงเพียงครั้งนี้เท่านั้น หากทำหาย ให้สร้างโค้ดใหม่และยกเลิกโค้ดนี้
web-device-code = โค้ดการตั้งค่าสำหรับ ODK Collect
web-device-sets = สิ่งที่โค้ดตั้งค่าให้
web-device-sets-forms = โทรศัพท์มีแบบฟอร์มตรงกับที่นี่ และปรับปรุงเองโดยอัตโนมัติ
web-device-sets-sending = แบบฟอร์มที่กรอกเสร็จจะส่งทันทีที่มีสัญญาณ
web-device-sets-deleting = สิ่งที่ส่งแล้วจะถูกลบออกจากโทรศัพท์
web-device-sets-quiet = แอปไม่รายงานสิ่งใดให้ผู้ผลิต
web-device-sets-locked = เปลี่ยนเซิร์ฟเวอร์ไม่ได้ และดูหรือแก้คำตอบที่ส่งแล้วไม่ได้ หากไม่มีรหัสผ่านการตั้งค่า
web-device-by-hand = หากใช้กล้องไม่ได้
web-device-by-hand-text = พิมพ์ข้อมูลนี้ใน ODK Collect แล้วตั้งค่าข้างต้นด้วยตนเอง
web-device-server = ที่อยู่เซิร์ฟเวอร์
web-device-username = ชื่อผู้ใช้
web-device-password = รหัสผ่าน
web-device-admin = รหัสผ่านการตั้งค่า
web-device-address-text = สำหรับแอปที่รับเพียงที่อยู่ โดยไม่มีชื่อผู้ใช้และรหัสผ่าน ใครก็ตามที่มีที่อยู่นี้ส่งข้อมูลในนามของคุณได้
web-device-address = ที่อยู่พร้อมรหัสลับ
web-device-done = ไปที่โทรศัพท์
web-device-owner = ส่งในนามของ
web-device-use = การใช้งาน
web-device-revoke = ยกเลิก
web-device-revoke-title = ยกเลิก “{ $name }” หรือไม่
web-device-revoke-lead = ระบบจะไม่รับโทรศัพท์เครื่องนี้ตั้งแต่คำขอครั้งถัดไป สิ่งที่ส่งแล้วยังอยู่ที่นี่ สิ่งที่ยังไม่ได้ส่งจะส่งด้วยเครื่องนี้ไม่ได้อีก การยกเลิกนี้ย้อนกลับไม่ได้

## Audit
web-audit-title = บันทึกการใช้งาน
web-audit-lead = ทุกรายการผูกกับรายการก่อนหน้า จึงแก้หรือลบโดยไม่มีใครเห็นไม่ได้
web-audit-holds = บันทึกครบถ้วนจนถึงรายการสุดท้าย ลำดับ { $last }
web-audit-empty = ยังไม่มีบันทึก
web-audit-partly = บันทึกครบถ้วนจนถึงลำดับ { $reached } จาก { $last } ส่วนที่เหลือจะตรวจเมื่อเปิดหน้านี้อีกครั้ง
web-audit-broken = บันทึกไม่ต่อเนื่อง: { $problem } โปรดแจ้งผู้ดูแลเครื่องแม่ข่ายและเก็บสำเนาสำรองล่าสุดไว้
web-audit-never = ยังไม่มีใครตรวจทั้งหมดตั้งแต่รายการแรก การเปิดหน้านี้ตรวจเฉพาะส่วนที่เพิ่มหลังจากดูครั้งก่อน
web-audit-full-held = ตรวจทั้งหมดตั้งแต่รายการแรกถึงลำดับ { $last } เมื่อ { $when }: ครบถ้วน
web-audit-full-broken = ตรวจทั้งหมดเมื่อ { $when } พบว่าบันทึกไม่ต่อเนื่อง: { $problem } โปรดแจ้งผู้ดูแลเครื่องแม่ข่ายและเก็บสำเนาสำรองล่าสุดไว้
web-audit-verify = ตรวจทั้งหมดตอนนี้
web-audit-from = ตั้งแต่วันที่
web-audit-until = ถึงวันที่
web-audit-rows = ลำดับ { $from } ถึง { $to }
web-audit-when = เมื่อ
web-audit-who = ใคร
web-audit-what = ทำอะไร
web-audit-subject = กับสิ่งใด
web-audit-person = ผู้ใช้
web-audit-action = สิ่งที่ทำ
web-audit-system = ระบบ
web-audit-place = ลำดับ
web-audit-of-session = การเข้าและออกจากระบบ
web-audit-of-record = รายการ
web-audit-of-import = การนำเข้า
web-audit-of-account = บัญชีผู้ใช้
web-audit-of-agency = หน่วยงาน
web-audit-of-file = ภาพ
web-audit-of-device = โทรศัพท์
web-audit-of-outlines = เส้นแบ่งเขตของแผนที่

## What was done
web-did-session-open = เข้าสู่ระบบ
web-did-session-close = ออกจากระบบ
web-did-record-read = เปิดอ่านรายการ
web-did-record-list = ดูรายการ
web-did-record-submit = บันทึกรายการ
web-did-record-correct = แก้ไขรายการ
web-did-record-retract = ถอนรายการ
web-did-import-upload = นำไฟล์เข้ามาดู
web-did-import-map = เปลี่ยนความหมายของคอลัมน์
web-did-import-confirm = ยืนยันการนำเข้า
web-did-import-undo = ยกเลิกการนำเข้า
web-did-import-discard = ทิ้งไฟล์ที่นำมาดู
web-did-account-invite = เชิญผู้ใช้
web-did-account-link = สร้างลิงก์ใช้ครั้งเดียวใหม่
web-did-account-password = ตั้งรหัสผ่าน
web-did-account-role = เปลี่ยนบทบาท
web-did-account-disable = ระงับการเข้าใช้
web-did-account-enable = ให้เข้าใช้อีกครั้ง
web-did-account-language = เปลี่ยนภาษา
web-did-agency-add = เพิ่มหน่วยงาน
web-did-file-keep = เก็บภาพ
web-did-device-make = ตั้งค่าโทรศัพท์
web-did-device-revoke = ยกเลิกโทรศัพท์
web-did-outlines-keep = นำเส้นแบ่งเขตเข้าสำหรับแผนที่

## What is kept with it
web-detail-list = แสดง { $count } จาก { $of }
web-detail-narrowed = กรองตาม { $questions }
web-detail-from-web = บนหน้าเว็บ
web-detail-from-api = จากโปรแกรมอื่น
web-detail-from-import = จากไฟล์
web-detail-from-demo = สำหรับชุดสาธิต
web-detail-from-phone = จากโทรศัพท์
web-detail-from-phone-file = ภาพที่ส่งตามมาจากโทรศัพท์
web-detail-imported = อ่าน { $read } แถว นำเข้า { $imported } มีอยู่แล้ว { $present } ควรตรวจดู { $problems }
web-detail-undone = ถอน { $retracted } คงไว้ { $kept }
web-detail-role = จาก { $from } เป็น { $to }

## Help
web-help-title = คู่มือและวิธีนับ
web-help-lead = เรานับอย่างไร คุ้มครองผู้คนอย่างไร และกรอกแบบฟอร์มอย่างไร
web-help-methods = ตัวเลขแต่ละตัวนับอย่างไร
web-article-not-reviewed = ยังไม่มีผู้ตรวจทานข้อความนี้
web-article-reviewed = ตรวจทานโดย{ $by } เมื่อ { $date }
web-article-outdated = ต้นฉบับภาษาอังกฤษเปลี่ยนไปหลังจากแปลฉบับนี้
web-article-untranslated = ข้อความนี้ยังไม่ได้แปล
web-article-source = ที่มา: { $source }

## When something goes wrong
web-problem-not-found = ไม่พบหน้านี้
web-problem-forged = แบบฟอร์มนี้หมดอายุ
web-problem-conflict = มีผู้อื่นแก้ไขก่อน
web-problem-too-large = ข้อมูลมากเกินไปในครั้งเดียว
web-problem-wrong = ยังมีบางอย่างไม่ถูกต้อง
web-problem-unavailable = ขณะนี้บันทึกไม่ได้
web-problem-internal = เกิดข้อผิดพลาดในระบบของเรา
web-problem-home = ไปหน้าแรก
web-problem-sign-in = ไปหน้าเข้าสู่ระบบ
web-problem-reference = หากขอความช่วยเหลือ โปรดแจ้งคำนี้:
web-error-too-large = สิ่งที่ส่งมาใหญ่เกินกว่าที่รับได้ โปรดส่งให้น้อยลงหรือแบ่งไฟล์
web-error-signed-out = หมดเวลาใช้งานและยังไม่ได้บันทึก โปรดเข้าสู่ระบบใหม่ในอีกหน้าต่างหนึ่ง แล้วกดปุ่มย้อนกลับของเบราว์เซอร์มาที่นี่ สิ่งที่พิมพ์ไว้ยังอยู่ และกดบันทึกได้อีกครั้ง
web-error-forged = หน้านี้เปิดไว้นานเกินไป หรือแบบฟอร์มมาจากที่อื่น ยังไม่มีการเปลี่ยนแปลง โปรดย้อนกลับ โหลดหน้าใหม่ แล้วทำอีกครั้ง
web-error-method = เปิดหน้านี้ด้วยวิธีนี้ไม่ได้

## Days
web-day-mon = วันจันทร์
web-day-tue = วันอังคาร
web-day-wed = วันพุธ
web-day-thu = วันพฤหัสบดี
web-day-fri = วันศุกร์
web-day-sat = วันเสาร์
web-day-sun = วันอาทิตย์
web-day-mon-short = จ.
web-day-tue-short = อ.
web-day-wed-short = พ.
web-day-thu-short = พฤ.
web-day-fri-short = ศ.
web-day-sat-short = ส.
web-day-sun-short = อา.
