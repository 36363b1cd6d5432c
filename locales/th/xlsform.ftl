# สิ่งที่ผิดหรือผิดปกติในสมุดงานของแบบฟอร์ม แจ้งผู้สร้างแบบฟอร์มพร้อมเซลล์

# ไฟล์และแผ่นงาน
xlsform-at-sheet = แผ่นงาน { $sheet }
xlsform-at-row = แผ่นงาน { $sheet } แถว { $row }
xlsform-at-cell = แผ่นงาน { $sheet } แถว { $row } คอลัมน์ { $column }
xlsform-no-tables = ไฟล์นี้ไม่มีตารางของแบบฟอร์ม โปรดใช้สมุดงานที่มีแผ่นงาน “survey” หรือข้อความที่มีแถวชื่อแผ่นงานนำหน้าแต่ละตาราง
xlsform-no-survey = สมุดงานไม่มีแผ่นงาน “survey” หรือแผ่นงานนั้นว่าง โปรดเพิ่มพร้อมคอลัมน์ type, name และ label
xlsform-no-survey-similar = สมุดงานไม่มีแผ่นงาน “survey” หมายถึง “{ $similar }” หรือไม่ โปรดเปลี่ยนชื่อ
xlsform-sheet-similar = ไม่มีแผ่นงาน “{ $sheet }” ถ้าหมายถึง “{ $similar }” โปรดเปลี่ยนชื่อ ถ้าไม่ใช่ โปรดใส่ขีดล่างหน้าชื่อ
xlsform-no-choices-sheet = คำถามนี้ต้องมีแผ่นงาน “{ $sheet }” ที่มีคอลัมน์ list_name, name และ label โปรดเพิ่ม
xlsform-no-choices-sheet-similar = คำถามนี้ต้องมีแผ่นงาน “{ $sheet }” หมายถึง “{ $similar }” หรือไม่ โปรดเปลี่ยนชื่อ
xlsform-too-many-rows = แผ่นงาน survey มีมากกว่า { $most } แถว โปรดแบ่งแบบฟอร์ม
xlsform-too-many-languages = แผ่นงานมีมากกว่า { $most } ภาษา โปรดเก็บไว้เฉพาะภาษาที่มีผู้อ่าน
xlsform-too-many-texts = แบบฟอร์มมีข้อความรวมทุกภาษามากกว่า { $most } ข้อความ โปรดแบ่งแบบฟอร์ม
xlsform-too-large = แบบฟอร์มมีขนาดใหญ่เกินไปเมื่อแปลงแล้ว โปรดย่อชื่อให้สั้นลง หรือแบ่งแบบฟอร์ม
xlsform-column-missing = ไม่มีคอลัมน์ “{ $column }” โปรดเพิ่มในแถวแรก
xlsform-heading-unfinished = หัวคอลัมน์ “{ $column }” ไม่มีอะไรต่อท้ายเครื่องหมายทวิภาค ให้เขียนภาษาหรือชื่อที่ต้องการ หรือลบเครื่องหมายทวิภาคออก
xlsform-heading-twice = มีหัวคอลัมน์ “{ $column }” สองครั้ง โปรดเปลี่ยนชื่อหรือลบคอลัมน์หนึ่ง
xlsform-heading-same = “{ $column }” และ “{ $other }” เป็นชื่อของคอลัมน์เดียวกัน โปรดเปลี่ยนชื่อหรือลบคอลัมน์หนึ่ง
xlsform-heading-missing = “{ $cell }” ไม่มีหัวคอลัมน์ โปรดใส่หัวคอลัมน์ หรือลบเซลล์นี้
xlsform-prefix = คำนำหน้าใน “{ $column }” ยังไม่ได้ประกาศ จึงไม่ใช้คอลัมน์นี้ โปรดประกาศในคอลัมน์ namespaces ของแผ่นงาน settings
xlsform-attribute-heading = “{ $column }” ใช้เป็นชื่อแอตทริบิวต์ไม่ได้ จึงข้ามคอลัมน์นี้ ให้ใช้ตัวอักษร ตัวเลข ขีดล่าง ขีดกลาง และจุด โดยไม่มีเว้นวรรค
xlsform-choice-heading = “{ $column }” ใช้เป็นชื่อคอลัมน์ของตัวเลือกไม่ได้ จึงไม่ใช้คอลัมน์นี้ โปรดใช้ตัวอักษร ตัวเลข ขีดล่าง ยัติภังค์ และจุด โดยไม่เว้นวรรค
xlsform-translation-missing = ภาษา “{ $language }” ยังไม่มีคอลัมน์เหล่านี้: { $columns }
xlsform-language-code = ภาษา “{ $language }” ไม่มีรหัสที่โปรแกรมรู้จัก โปรดใส่รหัสในวงเล็บต่อท้าย เช่น ไทย (th)

# การตั้งค่า
xlsform-root-name = “{ $name }” ใช้เป็นชื่อรากของแบบฟอร์มไม่ได้ โปรดขึ้นต้นด้วยตัวอักษรหรือขีดล่าง และใช้เฉพาะตัวอักษร ตัวเลข ขีดล่าง ยัติภังค์ และจุด
xlsform-two-form-ids = มีทั้ง form_id และ id_string จึงไม่ใช้ id_string โปรดลบคอลัมน์หนึ่ง
xlsform-encryption-needs-id = แบบฟอร์มที่มี public_key ต้องมี instanceID โปรดลบ omit_instanceID

# แถวของแผ่นงาน survey
xlsform-disabled = คอลัมน์ “disabled” ไม่อยู่ในมาตรฐานแล้ว โปรดใช้ relevant แทน
xlsform-row-skipped = แถวนี้ไม่มี type, name หรือ label จึงไม่ใช้แถวนี้ โปรดกรอกหรือลบ
xlsform-type-missing = ไม่มีชนิดคำถาม (type) โปรดระบุชนิด เช่น text
xlsform-unknown-type = “{ $type }” ไม่ใช่ชนิดคำถาม โปรดดูชนิดคำถามของ XLSForm เช่น text, integer หรือ select_one
xlsform-unknown-type-suggest = “{ $type }” ไม่ใช่ชนิดคำถาม หมายถึง { $suggestion } หรือไม่
xlsform-type-without-list = “{ $type }” ต้องมีชื่อรายการตัวเลือกต่อท้าย
xlsform-device-id = โทรศัพท์ส่วนใหญ่ไม่ให้ค่า “{ $type }” แล้ว โปรดใช้ deviceid หรือตัดออก
xlsform-name-missing = ไม่มีชื่อ (name) โปรดตั้งชื่อให้แถวนี้
xlsform-bad-name = “{ $name }” ใช้เป็นชื่อไม่ได้ โปรดขึ้นต้นด้วยตัวอักษรหรือขีดล่าง และใช้เฉพาะตัวอักษร ตัวเลข ขีดล่าง ยัติภังค์ และจุด
xlsform-name-prefix = คำนำหน้าใน “{ $name }” ยังไม่ได้ประกาศ ให้ประกาศในคอลัมน์ namespaces ของแผ่น settings หรือตัดออก
xlsform-name-too-long = ชื่อยาวเกิน { $most } ไบต์ โปรดย่อให้สั้นลง
xlsform-name-meta = ชื่อ “meta” เป็นของแบบฟอร์มเอง โปรดใช้ชื่ออื่น
xlsform-name-twice = ชื่อ “{ $name }” ใช้ซ้ำในส่วนเดียวกัน โปรดใช้ชื่ออื่น
xlsform-name-case = “{ $name }” ต่างจากชื่ออื่นเพียงตัวพิมพ์เล็กใหญ่ ซึ่งบางโปรแกรมแยกไม่ออก โปรดใช้ชื่ออื่น
xlsform-label-missing = “{ $name }” ไม่มีทั้ง label และ hint ผู้ตอบจึงไม่รู้ว่าถามอะไร โปรดเขียนข้อความ
xlsform-calculation-missing = “{ $name }” เป็นค่าคำนวณแต่ไม่มีสูตร โปรดเขียนสูตร
xlsform-big-image = “{ $name }” มี big-image แต่ไม่มี image โปรดใส่ image ด้วย
xlsform-media-kind = แสดง “{ $kind }” พร้อมข้อความไม่ได้ โปรดใช้ image, big-image, audio หรือ video
xlsform-max-pixels = รูปภาพจะถูกส่งเต็มขนาด โปรดใส่ max-pixels=1024 ใน parameters เพื่อให้ส่งได้เร็วขึ้น

# ส่วนของแบบฟอร์ม
xlsform-end-without-begin = แถวนี้ปิด { $kind } ที่ไม่ได้เปิดไว้ตรงนี้ โปรดเพิ่มแถวเปิด หรือลบแถวนี้
xlsform-begin-without-end = { $kind } “{ $name }” เปิดแล้วไม่ได้ปิด โปรดเพิ่มแถวปิด
xlsform-too-deep = ส่วนต่าง ๆ ซ้อนกันลึกกว่า { $most } ชั้น โปรดลดจำนวนชั้น
xlsform-repeat-root-name = ส่วนทำซ้ำ “{ $name }” ใช้ชื่อเดียวกับรากของแบบฟอร์ม โปรดใช้ชื่ออื่น
xlsform-repeat-twice = มีส่วนทำซ้ำชื่อ “{ $name }” มากกว่าหนึ่งส่วน ชื่อส่วนทำซ้ำต้องไม่ซ้ำกันทั้งแบบฟอร์ม โปรดเปลี่ยนชื่อ
xlsform-repeat-label-missing = ส่วนทำซ้ำ “{ $name }” ไม่มี label ผู้ตอบจะไม่รู้ว่ากำลังเพิ่มอะไร
xlsform-loop-without-list = loop ต้องมีชื่อรายการตัวเลือกต่อท้าย
xlsform-loop-choice-name = ตัวเลือก “{ $name }” ใช้เป็นชื่อกลุ่มใน loop นี้ไม่ได้ โปรดขึ้นต้นด้วยตัวอักษรหรือขีดล่าง และใช้เฉพาะตัวอักษร ตัวเลข ขีดล่าง ยัติภังค์ และจุด
xlsform-loop-percent = ใน loop ใช้ “%” ได้เฉพาะ %(name)s และ %(label)s ถ้าต้องการเครื่องหมายเอง โปรดเขียน %% ใน: { $text }
xlsform-loop-too-large = loop ของแบบฟอร์มนี้กลายเป็นคำถามมากกว่า { $most } ข้อ โปรดลดรายการตัวเลือก
xlsform-table-list-filter = กรองตัวเลือกของคำถามแรกในตารางไม่ได้ โปรดลบ choice_filter หรือลบ appearance table-list
xlsform-table-list-lists = คำถามทุกข้อในตารางต้องใช้รายการเดียวกัน ข้อนี้ใช้ “{ $list }” แต่ข้อแรกใช้ “{ $other }”

# ตัวเลือก
xlsform-no-list = ไม่มีรายการ “{ $list }” ในแผ่นงาน choices โปรดเพิ่ม หรือตรวจการสะกด
xlsform-list-case = ไม่มีรายการ “{ $list }” ในแผ่นงาน choices หมายถึง “{ $known }” หรือไม่
xlsform-list-file = “{ $file }” ไม่ใช่ไฟล์ตัวเลือก ชื่อไฟล์ต้องลงท้ายด้วย .csv, .xml หรือ .geojson และไม่มีจุดอื่น
xlsform-no-external-list = ไม่มีรายการ “{ $list }” ในแผ่นงาน external_choices โปรดเพิ่ม หรือตรวจการสะกด
xlsform-external-without-filter = select_one_external ใช้กับตัวเลือกที่กรอง โปรดใส่ choice_filter หรือใช้ select_one
xlsform-no-osm-list = ไม่มีรายการ “{ $list }” ในแผ่นงาน osm โปรดเพิ่ม หรือตรวจการสะกด
xlsform-choice-name-missing = ตัวเลือกไม่มีชื่อ (name) โปรดตั้งชื่อ
xlsform-choice-label-missing = ตัวเลือก “{ $name }” ไม่มี label ผู้ตอบจะเห็นชื่อแทน
xlsform-choice-twice = ตัวเลือก “{ $name }” ซ้ำในรายการ “{ $list }” โปรดเปลี่ยนชื่อ หรือตั้ง allow_choice_duplicates เป็น yes ในแผ่นงาน settings
xlsform-choice-space = “{ $name }” ในรายการ “{ $list }” มีช่องว่าง จึงเป็นคำตอบแบบเลือกหลายข้อไม่ได้ (survey แถว { NUMBER($row, useGrouping: "false") }) โปรดใช้ขีดล่างแทน
xlsform-or-other-filter = or_other ใช้ร่วมกับ choice_filter ไม่ได้ โปรดเพิ่มตัวเลือก “other” และคำถามสำหรับตัวเลือกนั้นแทน
xlsform-or-other-file = or_other ต้องใช้รายการในแผ่นงาน choices โปรดเพิ่มตัวเลือก “other” ในไฟล์และเพิ่มคำถามสำหรับตัวเลือกนั้นแทน
xlsform-or-other-languages = or_other เพิ่มตัวเลือก “Other” และคำถามเป็นภาษาอังกฤษเท่านั้น โปรดเพิ่มตัวเลือก “other” และคำถามสำหรับตัวเลือกนั้นแทน
xlsform-search-file = “{ $name }” ใช้ตัวเลือกจากไฟล์และใช้ search() ด้วย โปรดใช้อย่างใดอย่างหนึ่ง
xlsform-search-mixed = “{ $name }” ใช้ search() กับรายการ “{ $list }” แต่ “{ $other }” ไม่ได้ใช้ โปรดใช้ search() ทั้งคู่ หรือใช้คนละรายการ

# พารามิเตอร์
xlsform-parameters = พารามิเตอร์ต้องเขียนแบบ “start=1 end=10” ไม่ใช่: { $text }
xlsform-parameter-unknown = คำถามชนิดนี้ไม่มีพารามิเตอร์ “{ $name }” ใช้ได้เฉพาะ: { $accepted }
xlsform-parameter-one-of = “{ $value }” ใช้กับพารามิเตอร์ { $name } ไม่ได้ โปรดใช้ค่าหนึ่งใน: { $accepted }
xlsform-parameter-integer = พารามิเตอร์ { $name } ต้องเป็นจำนวนเต็ม ไม่ใช่ “{ $value }”
xlsform-parameter-negative = พารามิเตอร์ { $name } ต้องไม่น้อยกว่าศูนย์
xlsform-parameter-number = พารามิเตอร์ { $name } ต้องเป็นตัวเลข ไม่ใช่ “{ $value }”
xlsform-parameter-name = “{ $value }” ใช้เป็นชื่อคอลัมน์ในไฟล์ไม่ได้ (พารามิเตอร์ { $name }) โปรดขึ้นต้นด้วยตัวอักษรหรือขีดล่าง และใช้เฉพาะตัวอักษร ตัวเลข ขีดล่าง ยัติภังค์ และจุด
xlsform-seed = พารามิเตอร์ seed ต้องเป็นตัวเลขหรือการอ้างถึงคำถาม ไม่ใช่ “{ $value }”
xlsform-seed-without-randomize = seed ใช้ได้เมื่อมี randomize=true เท่านั้น โปรดเพิ่ม หรือลบ seed
xlsform-app = “{ $value }” ไม่ใช่ชื่อแอป Android ชื่อต้องมีส่วนที่คั่นด้วยจุด เช่น org.example.camera
xlsform-reference-geometry = “{ $name }” ไม่ใช่รายการ ไฟล์ หรือส่วนทำซ้ำของแบบฟอร์มนี้ จึงแสดงบนแผนที่ไม่ได้
xlsform-audit-name = audit ต้องชื่อ audit เสมอ โปรดเว้นช่อง name ว่างไว้
xlsform-audit-location = หากต้องการบันทึกตำแหน่ง audit ต้องมี location-priority, location-min-interval และ location-max-age ครบทั้งสามค่า
xlsform-audit-age = location-max-age ต้องไม่น้อยกว่า location-min-interval
xlsform-range-appearance = พารามิเตอร์ { $name } ใช้ได้กับ appearance vertical และ no-ticks หรือเมื่อไม่มี appearance เท่านั้น
xlsform-range-zero = พารามิเตอร์ { $name } ต้องไม่เป็นศูนย์
xlsform-range-larger = พารามิเตอร์ { $name } มากกว่าระยะจาก start ถึง end
xlsform-range-multiple = พารามิเตอร์ { $name } ต้องตรงกับขั้นของ step
xlsform-range-outside = พารามิเตอร์ { $name } ต้องอยู่ระหว่าง start และ end
xlsform-range-label-number = “{ $value }” ในรายการ “{ $list }” ไม่ใช่ตัวเลข จึงใช้กำกับขีดไม่ได้
xlsform-range-label-outside = “{ $value }” ในรายการ “{ $list }” ไม่อยู่ระหว่าง start และ end
xlsform-range-label-multiple = “{ $value }” ในรายการ “{ $list }” ไม่ตรงกับขีด โปรดนับจาก start ทีละ { $name }
xlsform-range-label-ends = เมื่อไม่แสดงขีด จะกำกับได้เฉพาะ start และ end โปรดเหลือเพียงสองค่านี้ในรายการ “{ $list }”

# การอ้างถึงและทริกเกอร์
xlsform-reference-malformed = การอ้างถึงต้องเป็นเครื่องหมายดอลลาร์ตามด้วยชื่อคำถามในวงเล็บปีกกาทันที และไม่มีอย่างอื่นในวงเล็บ โปรดตรวจสอบ: { $text }
xlsform-reference-unknown = ไม่มีคำถาม “{ $name }” ในแผ่นงาน survey
xlsform-reference-case = ไม่มีคำถาม “{ $name }” ในแผ่นงาน survey หมายถึง “{ $known }” หรือไม่
xlsform-reference-ambiguous = มีมากกว่าหนึ่งแถวชื่อ “{ $name }” การอ้างถึงจึงไม่ชัดเจน โปรดเปลี่ยนชื่อแถวหนึ่ง
xlsform-trigger-comma = โปรดใส่จุลภาคคั่นระหว่างคำถามที่เป็นทริกเกอร์: { $text }
xlsform-trigger-unseen = “{ $name }” ไม่เคยแสดง จึงเป็นทริกเกอร์ของคำถามนี้ไม่ได้ โปรดเลือกคำถามที่มีผู้ตอบ
xlsform-background-trigger = background-geopoint ต้องมี trigger คือคำถามที่ให้บันทึกตำแหน่งเมื่อตอบ
xlsform-background-calculation = background-geopoint มี calculation ไม่ได้ โปรดลบ
xlsform-instance-twice = “{ $name }” จะเป็นทั้ง { $address } และ { $other } โปรดเปลี่ยนชื่อไฟล์หนึ่ง
xlsform-instance-list = รายการ “{ $name }” มีชื่อเดียวกับไฟล์ { $address } โปรดเปลี่ยนชื่ออย่างใดอย่างหนึ่ง
xlsform-external-twice = มีไฟล์ “{ $name }” มากกว่าหนึ่งไฟล์ โปรดลบแถวหนึ่ง

# เอนทิตี
xlsform-entity-column = แผ่นงาน entities ไม่มีคอลัมน์ “{ $column }” โปรดตรวจการสะกด หรือลบ
xlsform-entity-name-missing = ไม่มี list_name โปรดระบุว่าเอนทิตีอยู่ในรายการใด
xlsform-entity-underscores = “{ $name }” ต้องไม่ขึ้นต้นด้วยขีดล่างสองขีด ชื่อแบบนี้เป็นของระบบ
xlsform-entity-point = “{ $name }” ต้องไม่มีจุด
xlsform-entity-twice = รายการ “{ $name }” ซ้ำในแผ่นงาน entities โปรดลบแถวหนึ่ง
xlsform-entity-update-without-id = หากต้องการแก้ไขเอนทิตีของ “{ $name }” โปรดระบุใน entity_id ว่าเป็นรายการใด หากต้องการสร้างใหม่ โปรดใช้ create_if แทน update_if
xlsform-entity-create-with-id = เอนทิตีของ “{ $name }” มีทั้ง entity_id และ create_if จึงต้องมี update_if ด้วย หากต้องการสร้างใหม่เท่านั้น โปรดลบ entity_id
xlsform-entity-label-missing = เอนทิตีใหม่ของ “{ $name }” ต้องมี label โปรดเขียน หรือใส่ entity_id ถ้าเพียงแก้ไขรายการเดิม
xlsform-entity-no-room = แต่ละส่วนมีเอนทิตีได้หนึ่งรายการ และส่วนใน “{ $scope }” ใช้กับเอนทิตีแถว { NUMBER($row, useGrouping: "false") } แล้ว โปรดย้ายคำถามไปไว้ในกลุ่มของตนเอง
xlsform-entity-scope-saved = รายการ “{ $list }” ถูกอ้างถึงใน “{ $other }” ด้วย แต่แถวนี้อยู่ใน “{ $scope }” โปรดคัดลอกคำตอบไปที่นั่นด้วย calculate แล้วบันทึกค่านั้น
xlsform-entity-scope-named = รายการ “{ $list }” ถูกอ้างถึงใน “{ $other }” ด้วย แต่ “{ $question }” อยู่ใน “{ $scope }” โปรดคัดลอกคำตอบไปที่นั่นด้วย calculate แล้วอ้างถึงค่านั้น
xlsform-save-to-without-entities = หากต้องการบันทึกคำตอบเป็นคุณสมบัติของเอนทิตี โปรดเพิ่มแผ่นงาน “entities” ที่มีแถวของรายการนั้น
xlsform-save-to-signs = save_to มี # ได้หนึ่งตัว คั่นระหว่างรายการกับคุณสมบัติ: { $text }
xlsform-save-to-which = มีรายการเอนทิตีมากกว่าหนึ่งรายการ โปรดเขียนชื่อรายการหน้าคุณสมบัติ คั่นด้วย # เช่น list#property
xlsform-save-to-unknown-list = ไม่มีรายการ “{ $list }” ในแผ่นงาน entities โปรดเพิ่ม หรือตรวจการสะกด
xlsform-save-to-section = บันทึกเป็นคุณสมบัติได้เฉพาะคำตอบ ไม่ใช่กลุ่มหรือส่วนทำซ้ำ โปรดลบ save_to ตรงนี้
xlsform-save-to-twice = คุณสมบัติ “{ $property }” บันทึกไว้แล้วในแถว { NUMBER($row, useGrouping: "false") } โปรดใช้ชื่ออื่น
xlsform-save-to-empty = ไม่มีชื่อคุณสมบัติหลัง #
xlsform-save-to-reserved = คุณสมบัติชื่อ “{ $name }” ไม่ได้ เพราะ name และ label เป็นของเอนทิตีทุกรายการ โปรดใช้ชื่ออื่น
